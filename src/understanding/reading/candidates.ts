import { otherVulnerability as OTHER_VULNERABILITY } from '#knowledge/intents.ts';
import type { Classification, ScoredIntent } from '../classifier/classification.ts';
import { commandIntents, socialIntents } from '../intents.ts';

const mostCandidates = 3;
/** A candidate far behind the first is not worth a button. */
const leastShareOfFirst = 0.12;
/** The first candidate needs at least this fraction of the out-of-scope score. */
const leastShareOfUnknown = 0.4;
/** A first candidate below this score is too unlikely to ask about. */
const leastScore = 0.12;
/** A word next to an app's name must raise a candidate's score by this factor over the name alone. */
const MIN_GAIN = 1.5;

/**
 * The intents worth offering, likeliest first: answerable, within bounds, not far behind the first.
 * @param ofName for a message that consists of an app's name and a word or two: the score of each intent for the name
 *   alone. The word must then support a candidate, and a high out-of-scope score does not rule any out
 */
export function worthOffering(
  ranked: Classification['ranked'],
  isCrossed: (intent: string) => boolean,
  ofName?: ReadonlyMap<string, number>,
): string[] {
  const isAnswerable = ({ intent, score }: ScoredIntent): boolean =>
    intent !== 'oos' &&
    intent !== OTHER_VULNERABILITY &&
    !commandIntents.has(intent) &&
    !socialIntents.has(intent) &&
    score > (ofName?.get(intent) ?? 0) * MIN_GAIN &&
    !isCrossed(intent);
  const at = ranked.findIndex(isAnswerable);
  const first = ranked[at]?.score ?? 0;
  const unknown = ranked.find(({ intent }) => intent === 'oos')?.score ?? 0;
  if (first < leastScore || (ofName === undefined && first < unknown * leastShareOfUnknown)) return [];
  // Few come close to the first, and checking whether one crosses a boundary takes longest.
  return ranked
    .slice(at)
    .filter(({ score }) => score >= first * leastShareOfFirst)
    .filter(isAnswerable)
    .slice(0, mostCandidates)
    .map(({ intent }) => intent);
}
