import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Failure } from './failure.ts';
import type { DirectLineLimits } from './options.ts';

export interface RateLimits {
  /** @throws Failure 429 */
  newConversation(address: string): Promise<void>;
  /** @throws Failure 429 */
  message(userId: string, address: string): Promise<void>;
  /** @throws Failure 429 */
  session(address: string): Promise<void>;
  /** Counts an open socket. @returns a function that counts it out; undefined when there are too many */
  socket(userId: string, address: string): (() => void) | undefined;
}

/**
 * Limits of this process per visitor and per address. Polls have none: the client stops polling for good
 * when it is answered 429.
 */
export function createRateLimits(limits: DirectLineLimits): RateLimits {
  if (!limits.enabled)
    return {
      newConversation: () => Promise.resolve(),
      message: () => Promise.resolve(),
      session: () => Promise.resolve(),
      socket: () => () => undefined,
    };
  const conversations = new RateLimiterMemory({ points: limits.conversationsPerHour, duration: 3600 });
  const ofVisitor = new RateLimiterMemory({ points: limits.messagesPerMinute, duration: 60 });
  const ofAddress = new RateLimiterMemory({ points: limits.messagesPerMinutePerAddress, duration: 60 });
  const sessions = new RateLimiterMemory({ points: limits.sessionsPerMinute, duration: 60 });
  const socketsOfVisitor = new Map<string, number>();
  const socketsOfAddress = new Map<string, number>();
  return {
    newConversation: (address) => consume(conversations, address),
    async message(userId, address) {
      await consume(ofVisitor, userId);
      await consume(ofAddress, address);
    },
    session: (address) => consume(sessions, address),
    socket(userId, address) {
      const visitor = socketsOfVisitor.get(userId) ?? 0;
      const fromAddress = socketsOfAddress.get(address) ?? 0;
      if (visitor >= limits.socketsPerVisitor || fromAddress >= limits.socketsPerAddress) return undefined;
      socketsOfVisitor.set(userId, visitor + 1);
      socketsOfAddress.set(address, fromAddress + 1);
      return () => {
        countOut(socketsOfVisitor, userId);
        countOut(socketsOfAddress, address);
      };
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    const seconds = Math.max(1, Math.ceil(rejection.msBeforeNext / 1000));
    throw new Failure(429, 'TooManyRequests', `Too many requests. Try again in ${seconds} s.`, seconds);
  }
}

function countOut(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 1) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
