import { cleanUtterance } from './clean.ts';
import { isComplaintByItself, standsAlone } from './complaints.ts';
import type { Focus } from './context.ts';
import { backToEarlier } from './earlier.ts';
import { inWords } from './emoji.ts';
import type { Entities } from './entities.ts';
import { asksNothing } from './asks-nothing.ts';
import { bothAnswered, chooseReadings } from './merge.ts';
import { cutQuestions, type Part, questionsOfEach } from './questions.ts';
import type { ReadQuestion } from './reading/read-question.ts';
import type { Subject } from './subjects.ts';
import type { Reading, Understanding } from './understanding.ts';

/** Reads a whole message: the text of an activity and the focus of the conversation. */
export type Understand = (message: string, focus?: Focus) => Understanding;

/** A part of a message with its reading. */
export interface ReadPart extends Part {
  reading: Reading;
}

/** "Also …", "and …": such a part of a message may be about something else. */
const addsSomething =
  /^\W*(?:and|also|plus|besides|another|secondly?|thirdly?|one more|oh|then|btw|by the way)\b/i;

type Names = Pick<Entities, 'models' | 'apps' | 'advisories'>;

const listed = ({ models }: Pick<Names, 'models'>): string[] =>
  models.flatMap((mention) => (mention.kind === 'listed' ? [mention.model] : []));

/**
 * What each part may refer to: the models, app and advisory named nearest before it in the message, otherwise nearest
 * after it, otherwise the focus of the conversation.
 */
function focusOfParts(names: readonly Names[], before: Focus | undefined): (Focus | undefined)[] {
  return names.map((_, at) => {
    const nearest = [...names.slice(0, at).toReversed(), ...names.slice(at + 1)];
    const models = nearest.map(listed).find((found) => found.length > 0);
    const app = nearest.find(({ apps }) => apps.length > 0)?.apps[0]?.name;
    const advisory = nearest.find(({ advisories }) => advisories.length > 0)?.advisories[0]?.advisory;
    if (models === undefined && app === undefined)
      return advisory === undefined ? before : { models: [], ...before, advisory };
    return {
      advisory: advisory ?? before?.advisory,
      app: app ?? (models === undefined ? before?.app : undefined),
      inSameMessage: true,
      models: models ?? before?.models ?? [],
      intent: before?.intent,
    };
  });
}

/**
 * Builds the reader of messages from the reader of single questions and the finder of names.
 * @param subjectOf what an intent's answer is about; undefined for small talk and commands
 */
export function createUnderstand(
  readQuestion: ReadQuestion,
  findEntities: (text: string) => Entities,
  subjectOf: (intent: string) => Subject | undefined,
): Understand {
  const isOfAdvisory = (intent: string): boolean => (subjectOf(intent)?.advisories ?? []).length > 0;

  function readParts(parts: readonly Part[], focus: Focus | undefined): ReadPart[] {
    const focuses = focusOfParts(
      parts.map(({ text }) => findEntities(text)),
      focus,
    );
    const read: ReadPart[] = [];
    for (const [at, part] of parts.entries()) {
      const reading = readQuestion(part.text, focuses[at]);
      const mayAsk = (part.asks || isComplaintByItself(part.text)) && !asksNothing(part.text);
      const isClear = reading.certainty === 'sure' || !mayAsk;
      read.push({ ...part, reading: isClear ? reading : rereadInContext(reading, focuses[at], read) });
    }
    return read;
  }

  /**
   * Reads an unclear part once more as a follow-up to the previous part ("who answers by default, and can I change
   * that?"), then on its own: the names in the message may belong to other parts only.
   */
  function rereadInContext(
    reading: Reading,
    focus: Focus = { models: [] },
    before: readonly ReadPart[],
  ): Reading {
    const text = reading.utterance;
    const last = before.findLast(
      (part) => part.reading.certainty === 'sure' && subjectOf(part.reading.intent),
    );
    const contexts: Focus[] = [];
    if (last !== undefined) {
      const { intent, models } = last.reading;
      const { app, advisories: [advisory] = [] } = subjectOf(intent)!;
      const named = listed({ models });
      contexts.push({
        ...focus,
        app: app ?? focus.app,
        advisory: advisory ?? focus.advisory,
        models: named.length > 0 ? named : focus.models,
        intent,
        utterance: last.text,
      });
    }
    const mayStandAlone = isComplaintByItself(text) || (addsSomething.test(text) && standsAlone({ text }));
    if (focus.inSameMessage === true && mayStandAlone) contexts.push({ models: focus.models });
    const read = contexts.map((context) => readQuestion(text, context));
    return read.find(({ certainty, intent }) => certainty === 'sure' && intent.includes('.')) ?? reading;
  }

  function readMessage(utterance: string, focus: Focus | undefined): Understanding {
    const whole = readQuestion(inWords(utterance.replaceAll('\n', ' ')), focus);
    const parts = cutQuestions(utterance);
    if (whole.rule === 'title') return { utterance, readings: [whole] };
    const each = questionsOfEach(utterance).map((text) => ({ text, asks: true }));
    const apart = bothAnswered(readParts(each, focus));
    if (apart !== undefined) return { utterance, readings: apart };
    const read = parts.length < 2 ? [] : readParts(parts, focus);
    return { utterance, readings: chooseReadings(whole, read, findEntities(utterance), isOfAdvisory) };
  }

  return (message, focus) => {
    const utterance = cleanUtterance(message);
    const back = focus === undefined ? undefined : backToEarlier(utterance, focus, subjectOf);
    const again = back === undefined ? undefined : readMessage(back.text, back.focus);
    const isAnswered = again?.readings.some(
      ({ certainty, intent }) => certainty === 'sure' && subjectOf(intent) !== undefined,
    );
    return again !== undefined && isAnswered === true
      ? { ...again, utterance }
      : readMessage(utterance, focus);
  };
}
