import { advisoriesNamed } from './advisories.ts';
import { asksNothing } from './asks-nothing.ts';
import { isTwoComplaints, standsAlone } from './complaints.ts';
import { isFiller, pointsBack } from './context.ts';
import type { Entities } from './entities.ts';
import { commandIntents, socialIntents } from './intents.ts';
import { pieces } from './models/pieces.ts';
import type { ReadPart } from './understand.ts';
import type { Reading } from './understanding.ts';

const PATCH_STATUS = 'patch.status';

/** A message with more questions than this is a story and is read as a whole. */
const mostQuestions = 5;

const isAnswerable = ({ intent }: Reading): boolean =>
  intent !== 'oos' && !commandIntents.has(intent) && !socialIntents.has(intent);
const isSureAnswer = (reading: Reading): boolean => reading.certainty === 'sure' && isAnswerable(reading);

/**
 * Two readings ask the same thing if their intents and models agree and, if several advisories are named, their
 * advisories too.
 */
function questionKey({ intent, models, advisories }: Reading, withAdvisories: boolean): string {
  const names = models.map((mention) => (mention.kind === 'listed' ? mention.model : mention.written));
  return [intent, ...names, ...(withAdvisories ? advisoriesNamed(advisories) : [])].join('|');
}

/** The readings without repetitions of the same question. */
function distinct(readings: readonly Reading[]): Reading[] {
  const named = advisoriesNamed(readings.flatMap(({ advisories }) => advisories));
  const keys = readings.map((reading) => questionKey(reading, named.length > 1));
  return readings.filter((_, at) => keys.indexOf(keys[at]!) === at);
}

const mostUnanswered = 2;
const fewestWords = 4;

/** A separate question or complaint that we cannot answer. Answering the other half must not hide it. */
function isUnanswered({ text, asks, reading }: ReadPart, isComplaint: boolean): boolean {
  const { intent, certainty, apps, models, boundary } = reading;
  if (!(asks || isComplaint) || asksNothing(text) || isSureAnswer(reading)) return false;
  if (certainty === 'sure') return false;
  const isWhole = apps.length + models.length > 0 || text.split(' ').length >= fewestWords;
  return (
    isWhole &&
    (boundary !== undefined || intent === 'oos' || certainty === 'unknown' || certainty === 'close')
  );
}

/**
 * "Should I worry about the ESR900" next to other questions: the reply with its status says what it is about and
 * misleads nobody.
 */
const asksOfListed = ({ intent, certainty, models }: Reading): boolean =>
  intent === PATCH_STATUS && certainty === 'close' && models.some(({ kind }) => kind === 'listed');

const groupOf = (intent: string): string | undefined => intent.split('.')[0];

/**
 * How to treat an unsure question next to sure ones: "how do I add a cam, and how many fit on one screen?" asks both
 * about one app, although it does not name one.
 */
function answeredBeside(reading: Reading, answers: readonly Reading[]): Reading {
  if (asksOfListed(reading)) return { ...reading, certainty: 'sure' };
  const meant = clearCandidate(reading);
  const isOfSame = meant !== undefined && answers.some(({ intent }) => groupOf(intent) === groupOf(meant));
  return reading.certainty === 'close' && isOfSame
    ? { ...reading, intent: meant, certainty: 'sure' }
    : { ...reading, certainty: 'unknown' };
}

/** A candidate with this many times the score of the next is the only one worth considering. */
const CLEAR_LEAD = 4;
/** If something else has this many times its score, the question is about that instead. */
const FAR_LIKELIER = 2;

/**
 * A reading's only candidate without a rival. "Who do I speak to if it fails?" more likely asks for a person, so its
 * candidate about a speaker does not count.
 */
function clearCandidate({ candidates: [first, second], ranked }: Reading): string | undefined {
  const scoreOf = (id: string): number => ranked.find(({ intent }) => intent === id)?.score ?? 0;
  if (first === undefined || (ranked[0]?.score ?? 0) >= FAR_LIKELIER * scoreOf(first)) return undefined;
  return second === undefined || scoreOf(first) >= CLEAR_LEAD * scoreOf(second) ? first : undefined;
}

const placeWords = new Set('among here in included list listed there'.split(' '));

/** "Is mine in there? It's the ESR900": the first half only refers to what the second half names. */
const onlyPoints = ({ text, reading }: ReadPart): boolean =>
  reading.boundary === undefined &&
  pieces(text).every((piece) => isFiller(piece) || placeWords.has(piece.text));

/** "And landline calls, what do those cost": the first half only says what the second half is about. */
const leansOnTopic = ({ text, reading }: ReadPart, before: ReadPart | undefined): boolean =>
  before?.asks === false &&
  isSureAnswer(before.reading) &&
  pointsBack(text).pronoun &&
  reading.boundary === undefined &&
  reading.apps.length + reading.models.length === 0;

/**
 * Whether a part is clear enough about what it asks to differ from the whole: "is it bad if I do that" depends on the
 * rest.
 */
const isPlain = ({ asks, text, reading }: ReadPart): boolean =>
  reading.confidence >= PLAIN || (asks && text.split(' ').length >= fewestWords && !pointsBack(text).pronoun);

/**
 * "My EnRoute shows where I have been. I want it gone": the request is about what the statement says, so the statement
 * counts as asked.
 */
const withTopicsAsked = (parts: readonly ReadPart[]): ReadPart[] =>
  parts.map((part, at) => {
    const next = parts[at + 1];
    const isTopic =
      part.reading.confidence >= PLAIN &&
      next?.asks === true &&
      next.reading.certainty !== 'sure' &&
      leansOnTopic(next, part);
    return isTopic && !asksNothing(next.text) ? { ...part, asks: true } : part;
  });

const together = /\b(?:both|each|them|they|these|all|either|mix|any of)\b/i;

/**
 * Subjects in the same question that are not ours: another maker's device ("our EAP600 and the UniFi, which are
 * fixed?"), or another vulnerability next to an advisory's ids.
 */
function strangerBeside(readings: readonly Reading[], { utterance }: Reading, entities: Entities): Reading[] {
  const [maker] = entities.otherMakers;
  const [vulnerability] = entities.otherVulnerabilities;
  const [first] = readings;
  if (first === undefined || readings.some(({ boundary }) => boundary !== undefined)) return [];
  if (vulnerability !== undefined && entities.advisories.some(({ how }) => how === 'id'))
    return [
      {
        ...first,
        certainty: 'unknown',
        boundary: { kind: 'other-vulnerability', name: vulnerability.written },
      },
    ];
  if (maker === undefined || entities.models.length === 0 || !together.test(utterance)) return [];
  return [{ ...first, certainty: 'unknown', boundary: { kind: 'other-maker', name: maker.written } }];
}

/** Small talk and commands give way to a question; if there are several, the last one counts ("great, thanks, bye"). */
function smallTalkIn(parts: readonly ReadPart[], whole: Reading): Reading {
  const isTalk = parts.every(
    ({ reading }) =>
      reading.certainty === 'sure' &&
      (socialIntents.has(reading.intent) || commandIntents.has(reading.intent)),
  );
  const last = parts.at(-1)?.reading;
  const farewell = parts.find(({ reading }) => reading.certainty === 'sure' && reading.intent === 'goodbye');
  if (!isTalk || last === undefined) return whole;
  return farewell?.reading ?? last;
}

/**
 * Chooses between a message as a whole and its parts. The parts count if several of them are surely understood, or if
 * the whole is not. A part without an answer keeps its own reading, so that nothing is silently dropped.
 * @param isOfAdvisory whether an intent's answer is about an advisory
 */
export function chooseReadings(
  whole: Reading,
  parts: readonly ReadPart[],
  entities: Entities,
  isOfAdvisory: (intent: string) => boolean,
): [Reading, ...Reading[]] {
  const marked = withTopicsAsked(parts);
  const sure = marked.filter(
    (part) => isSureAnswer(part.reading) && (part.reading.intent === whole.intent || isPlain(part)),
  );
  const asked = distinct(sure.filter(({ asks }) => asks).map(({ reading }) => reading));
  // Next to an outright question, a statement is background, unless what it asks is very clear.
  const isPlainlyAsked = ({ asks, reading }: ReadPart) =>
    asks || asked.length === 0 || reading.confidence >= CERTAIN;
  const all = distinct(sure.filter(isPlainlyAsked).map(({ reading }) => reading));
  const isTalk = whole.certainty === 'sure' && !isAnswerable(whole);
  const areComplaints = isTwoComplaints(parts);
  const answers = isTalk && asked.length === 0 ? [] : answersOf(whole, asked, { all, areComplaints });
  if (answers.length === 0) return [whole.certainty === 'sure' ? whole : smallTalkIn(parts, whole)];
  const isAnswered = (id: string): boolean => answers.some(({ intent }) => intent === id);
  const unanswered = parts
    .filter((part, at) => {
      const isComplaint = areComplaints && standsAlone(part);
      const leans = !isComplaint && (leansOnTopic(part, parts[at - 1]) || onlyPoints(part));
      return isUnanswered(part, isComplaint) && !leans && !isAnswered(part.reading.intent);
    })
    .map(({ reading }) => answeredBeside(reading, answers));
  const [first, ...others] = distinct([
    ...withinAdvisories(answers, entities, isOfAdvisory),
    ...unanswered.filter(({ certainty }) => certainty === 'sure'),
  ]);
  return [
    first!,
    ...others,
    ...unanswered.filter(({ certainty }) => certainty !== 'sure').slice(0, mostUnanswered),
    ...strangerBeside(answers, whole, entities),
  ];
}

/** "There is a new flaw called X, is my EAP600 hit?" asks about X in both halves, and no advisory answers it. */
function withinAdvisories(
  answers: readonly Reading[],
  { otherVulnerabilities: [vulnerability], advisories }: Entities,
  isOfAdvisory: (intent: string) => boolean,
): readonly Reading[] {
  if (vulnerability === undefined || advisories.length > 0) return answers;
  const boundary = { kind: 'other-vulnerability', name: vulnerability.written } as const;
  const [first] = answers.filter(({ intent }) => isOfAdvisory(intent));
  if (first === undefined) return answers;
  return [
    ...answers.filter(({ intent }) => !isOfAdvisory(intent)),
    { ...first, certainty: 'unknown', boundary },
  ];
}

/** The confidence from which a part may differ from the whole. */
const PLAIN = 0.62;
/** The confidence from which a part is answered even if the whole means something else. */
const CERTAIN = 0.9;

/** The readings of two questions that differ in one thing, if both are sure and have different answers. */
export function bothAnswered(parts: readonly ReadPart[]): [Reading, ...Reading[]] | undefined {
  const [first, second] = distinct(parts.map(({ reading }) => reading).filter(isSureAnswer));
  return first === undefined || second === undefined || first.intent === second.intent
    ? undefined
    : [first, second];
}

/** The questions of a message that are surely understood. */
function answersOf(
  whole: Reading,
  asked: readonly Reading[],
  { all, areComplaints }: { all: readonly Reading[]; areComplaints: boolean },
): readonly Reading[] {
  const isWholeSure = isSureAnswer(whole);
  // A part of a sentence about another maker's device is not ours to answer either.
  if (whole.boundary !== undefined && asked.length < 2 && !areComplaints) return [];
  if (asked.length > mostQuestions) return isWholeSure ? [whole] : [];
  const agrees = all.some(({ intent }) => intent === whole.intent);
  // Statements also ask, if the whole message does: "it shows only 4 cameras, and only one of them alerts me".
  if (all.length > 1 && all.length <= mostQuestions && (agrees || !isWholeSure)) return all;
  if (asked.length > 1) return asked;
  const [only] = asked;
  if (isWholeSure && only !== undefined && only.intent !== whole.intent && only.confidence >= CERTAIN)
    return [only, whole];
  if (isWholeSure) return [whole];
  return asked.length > 0 ? asked : all.slice(0, 1);
}
