import { otherWeakness as OTHER_WEAKNESS } from '#knowledge/intents.ts';
import type { Classification } from '../classifier/classification.ts';
import { commandIntents, socialIntents } from '../intents.ts';

const mostCandidates = 3;
/** A candidate far behind the first is not worth a button. */
const leastShareOfFirst = 0.12;
/** Nor is one that is far less likely than that nothing of it is known. */
const leastShareOfUnknown = 0.4;
/** Below this a meaning is too far-fetched to be asked about. */
const leastScore = 0.12;
/** What a word beside an app's name has to add to how likely the name alone makes an answer. */
const LEAST_GAIN = 1.5;

/**
 * The intents worth offering, likeliest first: answerable, within bounds, not far behind the first.
 * @param ofName where the message is an app's name with a word or two: how likely each is for the name alone. The word
 *   has to speak for a candidate, and may be about nothing known without looking like it
 */
export function worthOffering(
  ranked: Classification['ranked'],
  isCrossed: (intent: string) => boolean,
  ofName?: ReadonlyMap<string, number>,
): string[] {
  const answerable = ranked.filter(
    ({ intent, score }) =>
      intent !== 'oos' &&
      intent !== OTHER_WEAKNESS &&
      !commandIntents.has(intent) &&
      !socialIntents.has(intent) &&
      !isCrossed(intent) &&
      score > (ofName?.get(intent) ?? 0) * LEAST_GAIN,
  );
  const first = answerable[0]?.score ?? 0;
  const unknown = ranked.find(({ intent }) => intent === 'oos')?.score ?? 0;
  if (first < leastScore || (ofName === undefined && first < unknown * leastShareOfUnknown)) return [];
  return answerable
    .filter(({ score }) => score >= first * leastShareOfFirst)
    .slice(0, mostCandidates)
    .map(({ intent }) => intent);
}
