import { memoised } from '../classifier/memo.ts';
import { createModelFromContext, type Focus, isFiller, leansBack, onlyNamesApp } from '../context.ts';
import { createModelsByNumber, createModelsOfAnyFamily } from '../models/by-number.ts';
import type { ModelMention } from '../models/mention.ts';
import { createFindSeries } from '../models/series.ts';
import { withoutPadding } from '../padding.ts';
import type { ReactionIntent } from '#knowledge/intents.ts';
import type { Reading } from '../understanding.ts';
import { speaksOfPatch } from '../subjects.ts';
import { aimAtModels } from './aim-at-models.ts';
import { guessByClassifier, isAboutCurrentSubject } from './by-classifier.ts';
import { guessByRule } from './by-rule.ts';
import { createCorrect } from './corrections.ts';
import { decide } from './decide.ts';
import type { Guess, Question, Reader, ReadingParts } from './reading-parts.ts';
import { applyBoundaries } from './within-bounds.ts';

/** Reads one question in the context of the conversation's focus. The text must be clean (see `cleanUtterance`). */
export type ReadQuestion = (text: string, focus?: Focus) => Reading;

/**
 * Builds the reader of single questions. Its steps, in order: find the names, apply a correction, guess the intent by
 * rule or classifier, aim it at the models meant, keep it within bounds, and decide how certain it is.
 */
export function createReadQuestion(parts: ReadingParts): ReadQuestion {
  const correct = createCorrect(parts);
  const reader: Reader = {
    ...parts,
    modelFromContext: createModelFromContext(parts.models),
    modelsByNumber: createModelsByNumber(parts.models, isFiller),
    findSeries: createFindSeries(parts.models),
    modelsOfAnyFamily: createModelsOfAnyFamily(parts.models, isFiller),
    scoresOfName: memoised((app) => {
      const { ranked } = parts.classifier.classify(app.toLowerCase());
      return new Map(ranked.map(({ intent, score }) => [intent, score]));
    }),
  };
  const readPlain: ReadQuestion = (text, focus) => {
    const question = findNames(text, focus, reader);
    const ofApp = askedOfApp(question, reader);
    if (ofApp !== undefined) return ofApp;
    const reading = read(question, reader);
    const corrected = correct(question, reading);
    if (corrected !== undefined) return read(findNames(corrected, focus, reader), reader);
    return askedOfBeside(question, reading, reader) ?? reading;
  };
  return (text, focus) => {
    const reading = readPlain(text, focus);
    if (!mayBePadded(reading)) return reading;
    const plain = withoutPadding(text);
    if (plain === text || plain === '') return reading;
    const again = readPlain(plain, focus);
    return isClearer(again, reading) ? again : reading;
  };
}

/** Reactions that people also write before they ask anything. */
const beforeQuestion: ReadonlySet<string> = new Set(['hold-on', 'one-more'] satisfies ReactionIntent[]);

/** Whether words around the question may have hidden it: "actually wait, does EnShare cost money?" */
const mayBePadded = ({ certainty, intent, boundary }: Reading): boolean =>
  boundary === undefined && (certainty !== 'sure' || beforeQuestion.has(intent));

/** Whether a question is understood better without the words around it. */
const isClearer = (again: Reading, before: Reading): boolean =>
  before.certainty === 'sure'
    ? again.certainty === 'sure' && again.intent.includes('.')
    : again.certainty === 'sure' || (before.certainty === 'unknown' && again.certainty === 'close');

/** After two answers in one reply, "and on different routers?" may be about the first of them. */
function askedOfBeside(
  { text, entities, focus }: Question,
  { certainty, rule, confidence }: Reading,
  reader: Reader,
): Reading | undefined {
  if (focus?.beside === undefined || entities.apps.length > 0 || !leansBack(text)) return undefined;
  if (certainty === 'sure' && rule !== 'context') return undefined;
  for (const { app, advisory, intent } of focus.beside) {
    const then = { ...focus, app, advisory: advisory ?? focus.advisory, intent, beside: [] };
    const other = read({ text, entities, focus: then }, reader);
    const isOfIt = isAboutCurrentSubject(other.intent, { text, entities, focus: then }, reader.subjects);
    const isLikelier = certainty !== 'sure' || other.confidence > confidence;
    if (other.certainty === 'sure' && isOfIt && isLikelier) return other;
  }
  return undefined;
}

function findNames(text: string, focus: Focus | undefined, reader: Reader): Question {
  const entities = reader.findEntities(text);
  const isNameless = entities.models.length === 0 && entities.apps.length === 0;
  if (!isNameless) return { text, entities, focus };
  const series = listedSeries(focus);
  // A series listed last is nearer than a model named before it.
  const near = focus === undefined || series === undefined ? focus : { ...focus, models: [] };
  const part = near === undefined ? undefined : reader.modelFromContext(text, near);
  const models = part === undefined ? byNumber(text, series ?? focus?.models.at(-1), reader) : [part];
  return { text, entities: { ...entities, models }, focus };
}

/** The series of the list given last: after the EWS models, "we have the 300" is one of them. */
const listedSeries = (focus: Focus | undefined): string | undefined =>
  focus?.intent === 'patch.list' ? focus.series?.[0] : undefined;

/**
 * The models that bare numbers mean: in the family named before, or in any family in a question about patches.
 * @param before the series or the model named before
 */
function byNumber(text: string, before: string | undefined, reader: Reader): ModelMention[] {
  if (before !== undefined) return reader.modelsByNumber(text, before);
  return speaksOfPatch(text, []) ? reader.modelsOfAnyFamily(text) : [];
}

const read = (question: Question, reader: Reader): Reading =>
  decide(guess(question, reader), question, reader);

function guess(question: Question, reader: Reader): Guess {
  const { classifier, subjects } = reader;
  const first = guessByRule(question, reader) ?? guessByClassifier(question, reader);
  const aimed = aimAtModels(first, question, reader);
  return applyBoundaries(aimed, question, { subjects, close: classifier.thresholds.close });
}

/** "EnRoute" after "how many users can it have?": asks the previous question about the app that is now named. */
function askedOfApp({ text, entities, focus }: Question, reader: Reader): Reading | undefined {
  const { findEntities, subjects } = reader;
  const [app, ...others] = entities.apps;
  const before = focus?.utterance;
  if (app === undefined || others.length > 0 || before === undefined) return undefined;
  if (!onlyNamesApp(text, entities.apps) || findEntities(before).apps.length > 0) return undefined;
  const again = findNames(`${before.replace(/[\s?.!]+$/, '')} in ${app.name}?`, focus, reader);
  const reading = read(again, reader);
  const subject = subjects.get(reading.intent);
  const isOfApp = subject !== undefined && [app.name, undefined].includes(subject.app);
  return isOfApp && (subject.advisories ?? []).length === 0 && reading.certainty === 'sure'
    ? reading
    : undefined;
}
