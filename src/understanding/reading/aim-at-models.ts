import { type AdvisoryMention, advisoryFromContext as asSpokenOf } from '../advisories.ts';
import { leansBack, pointsBack, wording } from '../context.ts';
import type { ModelMention } from '../models/mention.ts';
import type { FindSeries } from '../models/series.ts';
import type { Guess, Question, Reader } from './reading-parts.ts';

const PATCH_STATUS = 'patch.status';
const PATCH_LIST = 'patch.list';

/** Turns models from earlier in the conversation into mentions, as if this question named them. */
const modelsFromContext = (models: readonly string[]): ModelMention[] =>
  models.map((model) => ({ kind: 'listed', model, how: 'context', written: model, start: 0, end: 0 }));

const several = /\b(?:which|what|models?|all|list|ones|every|others?|rest|how many)\b/i;

const namesList =
  /\b(?:table|overview|each|unpatched|affected|products|devices|routers|access points|aps|hardware|gear)\b/i;

/** Whether a question about patches asks for several models rather than one. */
export const asksForList = (text: string): boolean => several.test(text) || namesList.test(text);

/** "When will the ESR900 be patched?" asks for more than its status. */
const asksWhen =
  /\b(?:when|eta|how (?:long|soon|many (?:days|weeks|months))|(?:which|what|any|a|release) (?:date|day|week|month)|by what time|until what time)\b/i;

/** "Are the EnStations fixed?" */
const asksOfWholeSeries = ({ text, entities: { models } }: Question, findSeries: FindSeries): boolean =>
  models.every(({ kind }) => kind === 'ambiguous') && findSeries(text).isPlural;

/** "Which EnStation models are fixed?" asks for several, although "EnStation" alone may also be one of them. */
function asksOfSeries({ text, entities: { models }, focus }: Question, findSeries: FindSeries): boolean {
  if (findSeries(text).series.length === 0) return false;
  const mayBeOne = models.length > 0 && focus?.intent !== PATCH_LIST && !asksForList(text);
  return !mayBeOne && models.every(({ kind }) => kind === 'ambiguous');
}

/**
 * Turns a general question about patches into one about the models that it names or refers to.
 */
export function aimAtModels(
  guess: Guess,
  { text, entities, focus }: Question,
  { generalIntents, findSeries }: Pick<Reader, 'generalIntents' | 'findSeries'>,
): Guess {
  const { intent, ranked } = guess.classification;
  if (intent === PATCH_STATUS && asksOfWholeSeries({ text, entities, focus }, findSeries))
    return { ...guess, classification: { ...guess.classification, intent: PATCH_LIST } };
  if (intent === PATCH_STATUS && asksWhen.test(text)) {
    const general = ranked.find((other) => other.intent !== PATCH_LIST && generalIntents.has(other.intent));
    return general === undefined ? guess : { ...guess, general: general.intent };
  }
  if (!generalIntents.has(intent)) return guess;
  if (intent === PATCH_LIST && asksOfSeries({ text, entities, focus }, findSeries)) return guess;
  const hasModelsInFocus = (focus?.models.length ?? 0) > 0;
  const { pronoun } = pointsBack(text);
  // After two models, "And when will they be patched?" asks about those two; "which ones still wait?" asks for the
  // list.
  const pointsToModels =
    hasModelsInFocus &&
    (intent !== PATCH_LIST ? pronoun : !several.test(text) || (pronoun && focus?.inSameMessage === true));
  // "Patched?" neither names a model nor asks for all of them.
  const isOfNone =
    intent === PATCH_LIST &&
    entities.advisories.length === 0 &&
    wording(text) === 'vague' &&
    !asksForList(text);
  const isNamed = entities.models.some((mention) => mention.kind !== 'unlisted');
  // After a model's status, "any date?" asks for that model's.
  const followsStatus =
    hasModelsInFocus &&
    focus?.intent === PATCH_STATUS &&
    intent !== PATCH_LIST &&
    guess.rule !== 'title' &&
    leansBack(text) &&
    !asksForList(text);
  return isNamed || pointsToModels || followsStatus || isOfNone
    ? { ...guess, classification: { ...guess.classification, intent: PATCH_STATUS }, general: intent }
    : guess;
}

/** The advisories that the question is about: those it names or, if none, the one in focus. */
export function advisoriesMeant({ entities: { advisories }, focus }: Question): AdvisoryMention[] {
  const advisory = focus?.advisory;
  if (advisories.length > 0 || advisory === undefined) return advisories;
  return [asSpokenOf(advisory)];
}

/** The models that the question is about: those it names or, if none, those it refers back to. */
export function modelsMeant(
  { classification: { intent } }: Guess,
  { text, entities, focus }: Question,
  modelIntents: ReadonlySet<string>,
): ModelMention[] {
  const { models } = entities;
  if (models.length > 0 || focus === undefined) return models;
  if (intent === PATCH_STATUS) return modelsFromContext(focus.models);
  return modelIntents.has(intent) && pointsBack(text).pronoun ? modelsFromContext(focus.models) : models;
}
