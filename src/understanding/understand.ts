import { cleanUtterance } from './clean.ts';
import { type Focus, pointsBack } from './context.ts';
import type { Entities } from './entities.ts';
import { commandIntents, socialIntents } from './intents.ts';
import { cutQuestions, type Part } from './questions.ts';
import type { ReadQuestion } from './reading/read-question.ts';
import type { Reading, Understanding } from './understanding.ts';

/** Reads a whole message: what a channel delivered, and what the conversation last spoke of. */
export type Understand = (message: string, focus?: Focus) => Understanding;

/** More than three questions at once are a story: its whole is read instead. */
const mostQuestions = 3;

const isAnswerable = ({ intent }: Reading): boolean =>
  intent !== 'oos' && !commandIntents.has(intent) && !socialIntents.has(intent);

/** Two readings ask the same when intent and models agree. */
const questionKey = (reading: Reading): string =>
  [
    reading.intent,
    ...reading.models.map((mention) => (mention.kind === 'listed' ? mention.model : mention.written)),
  ].join('|');

const fewestWords = 6;

/**
 * A question of its own that is none of ours: it must not be passed over because the other half of the message
 * was answered. "How do I get in?" leans on the other half, and is none.
 */
function isStrangeQuestion({ utterance, intent, certainty, apps, models }: Reading): boolean {
  const standsAlone = apps.length + models.length > 0 || utterance.split(' ').length >= fewestWords;
  return utterance.endsWith('?') && intent === 'oos' && certainty === 'unknown' && standsAlone;
}

/** What the next part of the same message may point back to. */
function focusAfter({ models, apps }: Pick<Entities, 'models' | 'apps'>, before: Focus | undefined): Focus {
  const listed = models.flatMap((mention) => (mention.kind === 'listed' ? [mention.model] : []));
  return {
    app: apps[0]?.name ?? before?.app,
    inSameMessage: apps.length > 0 || before?.inSameMessage === true,
    models: listed.length > 0 ? listed : (before?.models ?? []),
    intent: before?.intent,
  };
}

/** Builds the reader of messages over the reader of single questions and the finder of names. */
export function createUnderstand(
  readQuestion: ReadQuestion,
  findEntities: (text: string) => Entities,
): Understand {
  return (message, focus) => {
    const utterance = cleanUtterance(message);
    const whole = readQuestion(utterance, focus);
    const parts = cutQuestions(utterance);
    // What is known of another maker's device is not known of a part of the sentence either.
    const isOneQuestion = parts.length < 2 || whole.rule === 'title' || whole.boundary !== undefined;
    if (isOneQuestion) return { utterance, readings: [whole] };

    const asking = readParts(parts, focus, (part) => part.asks);
    const asked = distinct(asking.filter(isSureAnswer));
    const isNamed =
      isSureAnswer(whole) && asked.length > 0 && !asked.some(({ intent }) => intent === whole.intent);
    // "ESR900 guest network, and does EnShare cost anything?": its first half asks without asking.
    const all = isNamed
      ? distinct(readParts(parts, focus, ({ text }) => !pointsBack(text).pronoun).filter(isSureAnswer))
      : asked;
    const readings = chooseReadings(whole, all);
    const strange = asking.filter(isStrangeQuestion);
    const [other] = readings.every(isSureAnswer) ? strange : [];
    return { utterance, readings: other === undefined ? readings : [...readings, other] };
  };

  /** Reads the wanted parts in their order, each with what those before it spoke of. */
  function readParts(
    parts: readonly Part[],
    focus: Focus | undefined,
    isWanted: (part: Part) => boolean,
  ): Reading[] {
    let partFocus = focus;
    return parts.flatMap((part) => {
      const reading = isWanted(part) ? readQuestion(part.text, partFocus) : undefined;
      partFocus = focusAfter(findEntities(part.text), partFocus);
      return reading === undefined ? [] : [reading];
    });
  }
}

const isSureAnswer = (reading: Reading): boolean => reading.certainty === 'sure' && isAnswerable(reading);

/** The readings, without those that ask the same once more. */
const distinct = (readings: readonly Reading[]): Reading[] => {
  const keys = readings.map(questionKey);
  return readings.filter((_, at) => keys.indexOf(keys[at]!) === at);
};

/**
 * The parts are taken for questions of their own when the whole does not contradict them: several surely
 * understood ones among which the whole's own intent is, or any where the whole is small talk or not sure.
 */
function chooseReadings(whole: Reading, asked: readonly Reading[]): [Reading, ...Reading[]] {
  const [first, ...others] = asked;
  if (first === undefined || asked.length > mostQuestions) return [whole];
  if (!isSureAnswer(whole)) return [first, ...others];
  const agrees = asked.some((reading) => reading.intent === whole.intent);
  return others.length > 0 && agrees ? [first, ...others] : [whole];
}
