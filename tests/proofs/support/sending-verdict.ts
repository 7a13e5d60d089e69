import type { ChannelRequest } from './unreliable-channel.ts';

/** What Teams lets one bot send into one thread. */
const LIMITS = [
  { most: 7, ms: 1000 },
  { most: 8, ms: 2000 },
  { most: 60, ms: 30_000 },
] as const;
/** So soon after an answer a kill may have come before the server had kept what the answer says. */
const KEPT_MS = 1000;

/** What became of messages to many threads. */
export interface SendingVerdict {
  messages: number;
  requests: number;
  refusals: Map<string, number>;
  /** Never taken. */
  lost: number;
  /** Taken before one that was said earlier. */
  outOfOrder: number;
  /** Taken twice though the server had the first answer. */
  doubled: number;
  /** Taken twice since the server was killed before it had kept the first answer. */
  repeated: number;
  /** Requests that came sooner after a refusal than they should. */
  tooSoon: number;
  /** The fullest window of each limit. */
  fullest: { most: number; ms: number; seen: number }[];
  problems: string[];
}

const fullestOf = (requests: readonly ChannelRequest[], ms: number): number =>
  requests.reduce((fullest, { at, life }, end) => {
    let start = end;
    while (start > 0) {
      const before = requests[start - 1];
      // The limits are kept by a process; the next one does not know what was sent before it.
      if (before === undefined || before.at <= at - ms || before.life !== life) break;
      start -= 1;
    }
    return Math.max(fullest, end - start + 1);
  }, 0);

/**
 * Judges what threads got.
 * @param said of each thread the messages in their order, as the channel is to show them
 * @param kills when the server was killed, by `performance.now()`
 */
export function judgeSending(
  said: ReadonlyMap<string, readonly string[]>,
  threads: ReadonlyMap<string, readonly ChannelRequest[]>,
  kills: readonly number[],
): SendingVerdict {
  const verdict: SendingVerdict = {
    messages: 0,
    requests: 0,
    refusals: new Map(),
    lost: 0,
    outOfOrder: 0,
    doubled: 0,
    repeated: 0,
    tooSoon: 0,
    fullest: LIMITS.map((limit) => ({ ...limit, seen: 0 })),
    problems: [],
  };
  const count = (kind: 'lost' | 'outOfOrder' | 'doubled' | 'tooSoon', what: string): void => {
    verdict[kind] += 1;
    verdict.problems.push(`${kind}: ${what}`);
  };
  for (const [thread, expected] of said) {
    const requests = threads.get(thread) ?? [];
    verdict.messages += expected.length;
    verdict.requests += requests.length;
    for (const limit of verdict.fullest) limit.seen = Math.max(limit.seen, fullestOf(requests, limit.ms));
    for (const [at, { refusal, notBefore, life, text }] of requests.entries()) {
      if (refusal === undefined) continue;
      verdict.refusals.set(refusal, (verdict.refusals.get(refusal) ?? 0) + 1);
      const next = requests[at + 1];
      if (next !== undefined && next.life === life && next.at < notBefore) count('tooSoon', text);
    }
    const first = new Map<string, ChannelRequest>();
    for (const request of requests) {
      const { text, refusal } = request;
      if (refusal !== undefined || !expected.includes(text)) continue;
      const before = first.get(text);
      if (before === undefined) {
        first.set(text, request);
        continue;
      }
      const isExcused = kills.some(
        (kill) => before.at <= kill && kill <= before.at + KEPT_MS && kill <= request.at,
      );
      const isNewest = text === [...first.keys()].at(-1);
      if (isExcused && isNewest) verdict.repeated += 1;
      else count('doubled', text);
    }
    const shown = [...first.keys()];
    for (const text of expected) if (!first.has(text)) count('lost', text);
    const inOrder = expected.filter((text) => first.has(text));
    for (const [at, text] of shown.entries()) if (inOrder[at] !== text) count('outOfOrder', text);
  }
  return verdict;
}

export const sendingHolds = ({
  messages,
  refusals,
  lost,
  outOfOrder,
  doubled,
  tooSoon,
  fullest,
}: SendingVerdict): boolean =>
  messages > 0 &&
  refusals.size > 0 &&
  lost + outOfOrder + doubled + tooSoon === 0 &&
  fullest.every(({ most, seen }) => seen <= most);
