import type { OpeningHours } from '#handoff/opening-hours.ts';
import type { InsightChat } from '#store/insights/read-chats.ts';
import type { InsightAgent, InsightComment, InsightFigures } from './wire.ts';

const SECOND_MS = 1000;
const MAX_COMMENTS = 50;

/** The value that the given share of the numbers does not exceed, in seconds. @param milliseconds in any order */
export function percentile(milliseconds: readonly number[], share: number): number | null {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? null : Math.round(value / SECOND_MS);
}

/** When the current or last agent's time began; null if nobody has claimed the chat since it (re)joined the queue. */
const claimOf = ({ requested_at: requested, claimed_at: claimed }: InsightChat): number | null =>
  claimed === null || claimed < requested ? null : claimed;

/** How long customers waited. Reopened chats do not count: nobody waited for their agent. */
export const waitsIn = (chats: readonly InsightChat[]): number[] =>
  chats.flatMap((chat) => {
    const claimed = claimOf(chat);
    return claimed === null || chat.reopened_at !== null ? [] : [claimed - chat.requested_at];
  });

/** How long agents took. */
const handlingIn = (chats: readonly InsightChat[]): number[] =>
  chats.flatMap((chat) => {
    const [claimed, { closed_at: closed, state }] = [claimOf(chat), chat];
    return claimed === null || closed === null || state !== 'closed' ? [] : [Math.max(0, closed - claimed)];
  });

/** @param hours undefined if they are not known */
export function handoffIn(
  chats: readonly InsightChat[],
  { requested, claimed, missed }: { requested: number; claimed: number; missed: number },
  hours: OpeningHours | undefined,
): InsightFigures['handoff'] {
  const [waits, handling] = [waitsIn(chats), handlingIn(chats)];
  return {
    requested,
    claimed,
    missed,
    requestedOutsideHours:
      hours === undefined ? 0 : chats.filter(({ requested_at: at }) => !hours.isOpen(new Date(at))).length,
    waitP50: percentile(waits, 0.5),
    waitP90: percentile(waits, 0.9),
    handlingP50: percentile(handling, 0.5),
    handlingP90: percentile(handling, 0.9),
  };
}

const average = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 100) / 100;

/** Each agent's share of the chats, largest first. */
export function agentsIn(chats: readonly InsightChat[]): InsightAgent[] {
  const claimed = chats.filter((chat) => chat.claimed_at !== null && chat.agent_id !== null);
  return [...Map.groupBy(claimed, ({ agent_id: id }) => id ?? '')]
    .map(([id, own]) => ({
      id,
      name: own.find(({ agent_name: name }) => name !== null)?.agent_name ?? '',
      chats: own.length,
      solved: own.filter(({ outcome }) => outcome === 'solved').length,
      followUp: own.filter(({ outcome }) => outcome === 'follow-up').length,
      unsolved: own.filter(({ outcome }) => outcome === 'unsolved').length,
      stars: average(own.flatMap(({ stars }) => stars ?? [])),
      handlingP50: percentile(handlingIn(own), 0.5),
      handlingP90: percentile(handlingIn(own), 0.9),
    }))
    .toSorted((a, b) => b.chats - a.chats || a.name.localeCompare(b.name));
}

/** The comments that customers left with their stars, newest first. */
export const commentsIn = (chats: readonly InsightChat[]): InsightComment[] =>
  chats
    .flatMap((chat) =>
      chat.stars === null || chat.comment === null || chat.comment === ''
        ? []
        : [
            {
              reference: chat.reference,
              conversationId: chat.conversation_id,
              at: new Date(chat.closed_at ?? chat.requested_at).toISOString(),
              stars: chat.stars,
              comment: chat.comment,
              agentName: chat.agent_name,
            },
          ],
    )
    .slice(0, MAX_COMMENTS);
