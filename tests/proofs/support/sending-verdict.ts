import type { ChannelRequest } from './unreliable-channel.ts';

/** How much Teams lets one bot send to one thread. */
const LIMITS = [
  { most: 7, ms: 1000 },
  { most: 8, ms: 2000 },
  { most: 60, ms: 30_000 },
] as const;
/** A kill this soon after an answer may have come before the server stored it. */
const KEPT_MS = 1000;

/** What happened to the messages to all threads. */
export interface SendingVerdict {
  messages: number;
  requests: number;
  refusals: Map<string, number>;
  /** Messages that were never accepted. */
  lost: number;
  /** Messages accepted before an earlier one. */
  outOfOrder: number;
  /** Messages accepted twice although the server had the first answer. */
  doubled: number;
  /** Messages accepted twice because the server was killed before it stored the first answer. */
  repeated: number;
  /** Requests that came too early after a refusal. */
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
      // Each process has its own limits; a new one does not know what was sent before.
      if (before === undefined || before.at <= at - ms || before.life !== life) break;
      start -= 1;
    }
    return Math.max(fullest, end - start + 1);
  }, 0);

/**
 * Judges what the threads received.
 * @param said each thread's messages in order, as the channel should show them
 * @param kills the times of the kills, by `performance.now()`
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
