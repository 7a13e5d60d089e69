import { isBareTopic, namesTopicOfApp } from './certainty.ts';
import { asksIfStillSo } from '../context.ts';
import { asksForList } from './aim-at-models.ts';
import { isAboutCurrentSubject } from './by-classifier.ts';
import { worthOffering } from './candidates.ts';
import type { Guess, Question, Reader } from './reading-parts.ts';
import { boundaryOf } from './within-bounds.ts';

const isOfPatches = (intent: string): boolean => intent === 'patch.status' || intent === 'patch.list';

/** The meanings worth asking about, likeliest first. */
export function meaningsOf({ classification }: Guess, question: Question, reader: Reader): string[] {
  const { subjects } = reader;
  const isCrossed = (id: string) => boundaryOf(id, question, false, subjects) !== undefined;
  const offered = worthOffering(classification.ranked, isCrossed, scoresOfTopic(question, reader));
  const current = offered.filter((id) => isAboutCurrentSubject(id, question, subjects));
  const near = current.length > 0 ? current : offered;
  const ofNamed = near.filter((id) => isOfNamedApp(id, question, reader));
  return ofNamed.length > 0 ? ofNamed : near;
}

/** The one meaning that can be taken without asking, if there is one. */
export function plainMeaning(
  candidates: readonly string[],
  { found, question }: { found: Guess; question: Question },
  { generalIntents, subjects, findSeries }: Reader,
): string | undefined {
  const [first, ...others] = candidates;
  if (first === undefined) return undefined;
  if (first === 'patch.list' && findSeries(question.text).series.length > 0) return first;
  // The patch status asks for the model anyway, and offers the list of all models.
  if (others.length > 0 && candidates.every(isOfPatches))
    return asksForList(question.text) ? 'patch.list' : 'patch.status';
  const last = question.focus?.intent;
  if (last !== undefined && candidates.includes(last) && asksIfStillSo(question.text)) return last;
  const isOfModel = question.entities.models.some(({ kind }) => kind === 'listed');
  if (isOfModel && candidates.every((id) => isOfPatches(id) || generalIntents.has(id)))
    return first === 'patch.list' || others.length > 0 ? 'patch.status' : undefined;
  // After a model's status, "we also have two ENS202 on the barn" wants theirs.
  if (isOfModel && first === 'patch.status' && last === 'patch.status') return first;
  const isAlone = others.length === 0;
  const isFollowed = isAboutCurrentSubject(first, question, subjects);
  const isOnlyLimit = isAlone && isOfNamedApp(first, question, { subjects }) && asksLimit.test(question.text);
  if (isOnlyLimit && first === found.classification.intent) return first;
  const isTopic = isAlone && (namesTopicOfApp(question) || (isBareTopic(question) && isFollowed));
  return isTopic || (isAlone && isFollowed && first === found.classification.intent) ? first : undefined;
}

/** For a message that only names a topic of an app: the score of each intent for the app's name alone. */
function scoresOfTopic(
  question: Question,
  { scoresOfName }: Reader,
): ReadonlyMap<string, number> | undefined {
  const [named] = namesTopicOfApp(question) ? question.entities.apps : [];
  const app = named?.name ?? (isBareTopic(question) ? question.focus?.app : undefined);
  return app === undefined ? undefined : scoresOfName(app);
}

/** "Does EnRoute have a limit?", if only one of its answers may state one. */
const asksLimit = /\b(?:limits?|limited|maximum|max|restricted|restrictions?)\b/i;

const isOfNamedApp = (
  intent: string,
  { entities }: Question,
  { subjects }: Pick<Reader, 'subjects'>,
): boolean => entities.apps.some(({ name }) => name === subjects.get(intent)?.app);
