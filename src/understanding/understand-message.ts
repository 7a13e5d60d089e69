import type { Focus } from './context.ts';
import { commandIntents, socialIntents } from './intents.ts';
import type { ForeignLanguage } from './language.ts';
import { calmed, isUpset } from './mood.ts';
import type { Understand } from './understand.ts';
import type { Reading, Understanding } from './understanding.ts';

/** An understood message, with its mood and language. */
export interface MessageUnderstanding extends Understanding {
  isUpset: boolean;
  /** The ISO 639-1 code of its language, if it does not seem to be English. */
  language: string | undefined;
}

const LONG_SMALL_TALK = 3;
const isSmallTalkOrCommand = ({ intent }: Reading): boolean =>
  socialIntents.has(intent) || commandIntents.has(intent);
/** Letters and marks that English does not use. */
const otherScript = /[^\P{L}a-z]|[¿¡]/iu;

/**
 * Guesses the language only if it matters: after small talk of a few words, if something was unclear, or in another
 * script.
 */
function languageOf(
  { utterance, readings }: Understanding,
  foreignLanguage: ForeignLanguage,
): string | undefined {
  const isLong = utterance.split(' ').length >= LONG_SMALL_TALK;
  const mayBeOther = readings.some(
    (reading) => !isSure(reading) || (isLong && isSmallTalkOrCommand(reading)),
  );
  return mayBeOther || otherScript.test(utterance) ? foreignLanguage(utterance) : undefined;
}

const isSure = ({ certainty, intent }: Reading): boolean => certainty === 'sure' && intent !== 'oos';

const closes =
  /\b(?:good ?bye|bye(?: bye| now| then)?|see (?:you|ya)(?: later| soon)?|cya|cheerio|good night|take care|have a (?:nice|good|great|lovely) \w+|that(?:['’]?s| is| was| will be)? all(?: i need(?:ed)?)?|that(?:['’]?s| is) it)\W*$/i;
const polite = new Set(['thanks', 'goodbye', 'feedback-good', 'yes', 'no', 'acknowledge']);

/** "Great, thanks, bye" is a goodbye, whatever came before it. */
function asGoodbye(understood: Understanding): Understanding {
  const [first] = understood.readings;
  const isPolite = understood.readings.every((reading) => isSure(reading) && polite.has(reading.intent));
  if (!isPolite || !closes.test(understood.utterance)) return understood;
  return { ...understood, readings: [{ ...first, utterance: understood.utterance, intent: 'goodbye' }] };
}

/**
 * Builds the reader of messages in any mood or language. Angry words hide the question, so an angry message that is not
 * understood is read once more without them.
 */
export const createUnderstandMessage =
  (understand: Understand, foreignLanguage: ForeignLanguage) =>
  (message: string, focus?: Focus): MessageUnderstanding => {
    const whole = asGoodbye(understand(message, focus));
    if (!isUpset(whole.utterance))
      return { ...whole, isUpset: false, language: languageOf(whole, foreignLanguage) };
    const calm = whole.readings.every(isSure) ? '' : calmed(whole.utterance);
    const read = calm === '' ? whole : understand(calm, focus);
    const { readings } = read.readings.some(isSure) ? read : whole;
    return { utterance: whole.utterance, readings, isUpset: true, language: undefined };
  };
