import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { createCounts } from '#http/counts.ts';
import { Failure } from './failure.ts';
import type { DirectLineLimits } from './options.ts';

export interface RateLimits {
  /** @throws Failure 429 */
  newConversation(address: string): Promise<void>;
  /** @throws Failure 429 */
  message(userId: string, address: string): Promise<void>;
  /** Counts a poll. @returns false when there were too many just now */
  poll(userId: string, address: string): Promise<boolean>;
  /** Counts what is neither a message nor a poll: starting, connecting again, renewing a token. @throws Failure 429 */
  request(userId: string, address: string): Promise<void>;
  /** @throws Failure 429 */
  session(address: string): Promise<void>;
  /** Counts an open socket. @returns a function that counts it out; undefined when there are too many */
  socket(from: SocketOrigin): (() => void) | undefined;
}

/** Whose an open socket is. */
interface SocketOrigin {
  conversationId: string;
  userId: string;
  address: string;
}

/**
 * Limits of this process per visitor and per address. A poll is never refused: the client stops polling for good when it
 * is answered 429.
 */
export function createRateLimits(limits: DirectLineLimits): RateLimits {
  if (!limits.enabled)
    return {
      newConversation: () => Promise.resolve(),
      message: () => Promise.resolve(),
      poll: () => Promise.resolve(true),
      request: () => Promise.resolve(),
      session: () => Promise.resolve(),
      socket: () => () => undefined,
    };
  const conversations = new RateLimiterMemory({ points: limits.conversationsPerHour, duration: 3600 });
  const ofVisitor = new RateLimiterMemory({ points: limits.messagesPerMinute, duration: 60 });
  const ofAddress = new RateLimiterMemory({ points: limits.messagesPerMinutePerAddress, duration: 60 });
  const polls = new RateLimiterMemory({ points: limits.pollsPerSecond, duration: 1 });
  const pollsOfAddress = new RateLimiterMemory({ points: limits.pollsPerSecondPerAddress, duration: 1 });
  const requests = new RateLimiterMemory({ points: limits.requestsPerMinute, duration: 60 });
  const requestsOfAddress = new RateLimiterMemory({
    points: limits.requestsPerMinutePerAddress,
    duration: 60,
  });
  const sessions = new RateLimiterMemory({ points: limits.sessionsPerMinute, duration: 60 });
  const sockets = createCounts();
  return {
    newConversation: (address) => consume(conversations, address),
    async message(userId, address) {
      await consume(ofVisitor, userId);
      await consume(ofAddress, address);
    },
    poll: async (userId, address) =>
      (await isWithin(polls, userId)) && (await isWithin(pollsOfAddress, address)),
    async request(userId, address) {
      await consume(requests, userId);
      await consume(requestsOfAddress, address);
    },
    session: (address) => consume(sessions, address),
    socket: ({ conversationId, userId, address }) =>
      sockets.countIn([
        [`conversation ${conversationId}`, limits.socketsPerConversation],
        [`visitor ${userId}`, limits.socketsPerVisitor],
        [`address ${address}`, limits.socketsPerAddress],
      ]),
  };
}

/** Takes points of a key. @throws Failure 429 when it has not so many left */
export async function consume(limiter: RateLimiterMemory, key: string, points = 1): Promise<void> {
  try {
    await limiter.consume(key, points);
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    const seconds = Math.max(1, Math.ceil(rejection.msBeforeNext / 1000));
    throw new Failure(429, 'TooManyRequests', `Too many requests. Try again in ${seconds} s.`, seconds);
  }
}

async function isWithin(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    return false;
  }
}
