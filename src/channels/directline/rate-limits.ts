import { createCounts } from '#http/counts.ts';
import { createLimit } from '#http/limits.ts';
import type { DirectLineLimits } from './options.ts';

/** In seconds. */
const DAY = 24 * 60 * 60;

export interface RateLimits {
  /** @throws {HttpProblem} 429 */
  newConversation(address: string): Promise<void>;
  /** @throws {HttpProblem} 429 */
  message(userId: string, address: string): Promise<void>;
  /** Counts a poll. @returns false after too many recent polls */
  poll(userId: string, address: string): Promise<boolean>;
  /** Counts starting, reconnecting and renewing a token: all but messages and polls. @throws {HttpProblem} 429 */
  request(userId: string, address: string): Promise<void>;
  /** @throws {HttpProblem} 429 */
  session(address: string): Promise<void>;
  /** Counts a transcript that is to be mailed. @throws {HttpProblem} 429 */
  transcript(mail: { conversationId: string; address: string; email: string }): Promise<void>;
  /** Counts an open socket. @returns a function that releases it; undefined if there are too many */
  socket(from: SocketOrigin): (() => void) | undefined;
}

/** The owner of an open socket. */
interface SocketOrigin {
  conversationId: string;
  userId: string;
  address: string;
}

/**
 * Limits per visitor and per address, within this process. A poll is never refused: on a 429, the client stops polling
 * permanently.
 */
export function createRateLimits(limits: DirectLineLimits): RateLimits {
  if (!limits.enabled)
    return {
      newConversation: () => Promise.resolve(),
      message: () => Promise.resolve(),
      poll: () => Promise.resolve(true),
      request: () => Promise.resolve(),
      session: () => Promise.resolve(),
      transcript: () => Promise.resolve(),
      socket: () => () => undefined,
    };
  const conversations = createLimit({ points: limits.conversationsPerHour, seconds: 3600 });
  const ofVisitor = createLimit({ points: limits.messagesPerMinute, seconds: 60 });
  const ofAddress = createLimit({ points: limits.messagesPerMinutePerAddress, seconds: 60 });
  const polls = createLimit({ points: limits.pollsPerSecond, seconds: 1 });
  const pollsOfAddress = createLimit({ points: limits.pollsPerSecondPerAddress, seconds: 1 });
  const requests = createLimit({ points: limits.requestsPerMinute, seconds: 60 });
  const requestsOfAddress = createLimit({
    points: limits.requestsPerMinutePerAddress,
    seconds: 60,
  });
  const sessions = createLimit({ points: limits.sessionsPerMinute, seconds: 60 });
  const transcripts = createLimit({ points: limits.transcriptsPerDay, seconds: DAY });
  const transcriptsOfAddress = createLimit({ points: limits.transcriptsPerDayPerAddress, seconds: DAY });
  const sockets = createCounts();
  return {
    newConversation: (address) => conversations.take(address),
    async message(userId, address) {
      await ofVisitor.take(userId);
      await ofAddress.take(address);
    },
    poll: async (userId, address) => (await polls.tryTake(userId)) && (await pollsOfAddress.tryTake(address)),
    async request(userId, address) {
      await requests.take(userId);
      await requestsOfAddress.take(address);
    },
    session: (address) => sessions.take(address),
    async transcript({ conversationId, address, email }) {
      await transcripts.take(conversationId);
      // Nobody's mailbox can be flooded from many conversations.
      await transcripts.take(`to ${email.toLowerCase()}`);
      await transcriptsOfAddress.take(address);
    },
    socket: ({ conversationId, userId, address }) =>
      sockets.countIn([
        [`conversation ${conversationId}`, limits.socketsPerConversation],
        [`visitor ${userId}`, limits.socketsPerVisitor],
        [`address ${address}`, limits.socketsPerAddress],
      ]),
  };
}
