import { cleanUtterance } from './clean.ts';
import { isTwoComplaints, standsAlone } from './complaints.ts';
import type { Focus } from './context.ts';
import { inWords } from './emoji.ts';
import type { Entities } from './entities.ts';
import { bothAnswered, chooseReadings } from './merge.ts';
import { cutQuestions, type Part, questionsOfEach } from './questions.ts';
import type { ReadQuestion } from './reading/read-question.ts';
import type { Reading, Understanding } from './understanding.ts';

/** Reads a whole message: the text of an activity and the focus of the conversation. */
export type Understand = (message: string, focus?: Focus) => Understanding;

/** A part of a message with its reading. */
export interface ReadPart extends Part {
  reading: Reading;
}

type Names = Pick<Entities, 'models' | 'apps' | 'advisories'>;

const listed = ({ models }: Names): string[] =>
  models.flatMap((mention) => (mention.kind === 'listed' ? [mention.model] : []));

/**
 * What each part may point to: the models, app and advisory named nearest before it in the message, else nearest
 * after it, else the focus of the conversation.
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
 * @param isOfAdvisory whether an intent's answer is about an advisory
 */
export function createUnderstand(
  readQuestion: ReadQuestion,
  findEntities: (text: string) => Entities,
  isOfAdvisory: (intent: string) => boolean,
): Understand {
  function readParts(parts: readonly Part[], focus: Focus | undefined): ReadPart[] {
    const focuses = focusOfParts(
      parts.map(({ text }) => findEntities(text)),
      focus,
    );
    const read = parts.map((part, at) => ({ ...part, reading: readQuestion(part.text, focuses[at]) }));
    return isTwoComplaints(read) ? read.map((part, at) => complaintAlone(part, focuses[at])) : read;
  }

  /** Of two complaints, each may be about an app of its own: the other one's app must not hide what this one is about. */
  function complaintAlone(part: ReadPart, { inSameMessage, ...focus }: Focus = { models: [] }): ReadPart {
    if (inSameMessage !== true || part.reading.certainty === 'sure' || !standsAlone(part)) return part;
    const reading = readQuestion(part.text, { models: focus.models });
    return reading.certainty === 'sure' ? { ...part, reading } : part;
  }

  return (message, focus) => {
    const utterance = cleanUtterance(message);
    const whole = readQuestion(inWords(utterance.replaceAll('\n', ' ')), focus);
    const parts = cutQuestions(utterance);
    if (whole.rule === 'title') return { utterance, readings: [whole] };
    const each = questionsOfEach(utterance).map((text) => ({ text, asks: true }));
    const apart = bothAnswered(readParts(each, focus));
    if (apart !== undefined) return { utterance, readings: apart };
    const read = parts.length < 2 ? [] : readParts(parts, focus);
    return { utterance, readings: chooseReadings(whole, read, findEntities(utterance), isOfAdvisory) };
  };
}
