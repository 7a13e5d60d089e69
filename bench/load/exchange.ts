import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '#understanding/classifier/random.ts';

/** The two sides of a chat. */
export type Side = 'customer' | 'agent';

export const sides = ['customer', 'agent'] as const;

/** Two people who write to each other, each with an open stream. */
export interface Pair {
  /** Resolves when the message was accepted. @throws if it is refused */
  say(side: Side, text: string): Promise<void>;
  /** Called with every text that arrives on the stream of `side`, including that side's own. */
  onMessage: (side: Side, text: string) => void;
  leave(): void;
}

export interface ExchangeOptions {
  milliseconds: number;
  /** Each side of each pair sends one message in this many milliseconds. */
  everyMilliseconds: number;
  /** Chooses the moment within that time. */
  seed: number;
}

/** The results of one side's messages. */
export interface Direction {
  /** Milliseconds from sending to arrival at the other side's stream. */
  times: number[];
  lost: number;
}

/** Messages that have not arrived by then count as lost. */
const PATIENCE_MS = 10_000;
const INTERVAL_MS = 20;

const otherOf = (side: Side): Side => (side === 'customer' ? 'agent' : 'customer');

/** Lets all pairs write both ways for a while, without waiting for earlier messages to arrive. */
export async function exchange(
  pairs: readonly Pair[],
  { milliseconds, everyMilliseconds, seed }: ExchangeOptions,
): Promise<Record<Side, Direction>> {
  const random = seededRandom(seed);
  const result: Record<Side, Direction> = {
    customer: { times: [], lost: 0 },
    agent: { times: [], lost: 0 },
  };
  const under = { customer: new Map<string, number>(), agent: new Map<string, number>() };
  const speaking: Promise<void>[] = [];
  const start = performance.now();

  const speak = async (pair: Pair, number: number, side: Side, phase: number): Promise<void> => {
    const saying: Promise<void>[] = [];
    for (let at = phase, count = 0; at < milliseconds; at += everyMilliseconds, count += 1) {
      await sleep(Math.max(0, start + at - performance.now()));
      const text = `words ${seed}-${count} of the ${side} in chat ${number}`;
      under[side].set(text, performance.now());
      const sent = pair.say(side, text);
      // Awaited below, once everything is sent; a refusal must not end the process before the servers are stopped.
      sent.catch(() => undefined);
      saying.push(sent);
    }
    await Promise.all(saying);
  };

  for (const [number, pair] of pairs.entries()) {
    pair.onMessage = (side, text) => {
      const speaker = otherOf(side);
      const sentAt = under[speaker].get(text);
      if (sentAt === undefined) return;
      under[speaker].delete(text);
      result[speaker].times.push(performance.now() - sentAt);
    };
    for (const side of sides) speaking.push(speak(pair, number, side, random() * everyMilliseconds));
  }
  await Promise.all(speaking);
  const end = performance.now() + PATIENCE_MS;
  while (under.customer.size + under.agent.size > 0 && performance.now() < end) await sleep(INTERVAL_MS);
  for (const side of sides) result[side].lost = under[side].size;
  return result;
}
