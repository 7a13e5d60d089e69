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

/**
 * The intents worth offering, likeliest first: answerable, within bounds, not far behind the first.
 * @param isTopic the message says so little that it may be about nothing known without looking like it
 */
export function worthOffering(
  ranked: Classification['ranked'],
  isCrossed: (intent: string) => boolean,
  isTopic = false,
): string[] {
  const answerable = ranked.filter(
    ({ intent }) =>
      intent !== 'oos' &&
      intent !== OTHER_WEAKNESS &&
      !commandIntents.has(intent) &&
      !socialIntents.has(intent) &&
      !isCrossed(intent),
  );
  const first = answerable[0]?.score ?? 0;
  const unknown = ranked.find(({ intent }) => intent === 'oos')?.score ?? 0;
  if (first < leastScore || (!isTopic && first < unknown * leastShareOfUnknown)) return [];
  return answerable
    .filter(({ score }) => score >= first * leastShareOfFirst)
    .slice(0, mostCandidates)
    .map(({ intent }) => intent);
}
