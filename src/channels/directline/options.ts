import type { Logger } from 'pino';
import type { Upgrades } from '#http/upgrades.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import type { Location } from '#http/location.ts';
import { SOCKET_LIMITS, type SocketLimits } from '#http/paced-sockets.ts';
import type { Clock } from '#store/clock.ts';
import type { Store } from '#store/store.ts';
import type { UploadQuotaLimits } from '#uploads/upload-quotas.ts';
import { FILES_PER_UPLOAD, UPLOAD_BYTES } from '#uploads/upload-rules.ts';
import type { Tracer } from '#tracing/tracer.ts';

export interface DirectLineLimits {
  /** False lifts every rate limit, but no size limit: for load tests. */
  enabled: boolean;
  /** New conversations per address and hour. */
  conversationsPerHour: number;
  /** Messages per visitor and minute. */
  messagesPerMinute: number;
  /** Messages per address and minute; many visitors may share an address. */
  messagesPerMinutePerAddress: number;
  /** Polls per visitor and second that read the conversation; further polls return nothing new. */
  pollsPerSecond: number;
  pollsPerSecondPerAddress: number;
  /** Requests per visitor and minute to start, reconnect and renew a token; each open tab makes some. */
  requestsPerMinute: number;
  requestsPerMinutePerAddress: number;
  /** Session and token requests per address and minute. */
  sessionsPerMinute: number;
  /** Transcripts mailed per conversation and day. They go to any address, so there are few. */
  transcriptsPerDay: number;
  transcriptsPerDayPerAddress: number;
  socketsPerVisitor: number;
  socketsPerConversation: number;
  socketsPerAddress: number;
  /** Limits on the number of WebSockets, and on the unread bytes of each. */
  sockets: SocketLimits;
  /** Bytes of one activity as JSON. */
  activityBytes: number;
  /** Bytes of all files of one upload together. */
  uploadBytes: number;
  filesPerUpload: number;
  /** Limits on what visitors upload. */
  uploadQuotas: UploadQuotaLimits;
  downloads: {
    /** Simultaneous downloads: of one file, by one address, and in total. */
    atOnceOfFile: number;
    atOnceOfAddress: number;
    atOnce: number;
    /** A reader that accepts nothing for this long is disconnected. */
    stallMs: number;
  };
}

const MB = 1024 * 1024;

/**
 * A visitor writes no faster than a person can. An address may represent a whole company, or a site's proxy that the
 * server does not know about, so its limits only stop floods.
 */
export const DEFAULT_LIMITS: DirectLineLimits = {
  enabled: true,
  conversationsPerHour: 2000,
  messagesPerMinute: 40,
  messagesPerMinutePerAddress: 2000,
  pollsPerSecond: 10,
  pollsPerSecondPerAddress: 1000,
  requestsPerMinute: 240,
  requestsPerMinutePerAddress: 12_000,
  sessionsPerMinute: 600,
  transcriptsPerDay: 3,
  transcriptsPerDayPerAddress: 10,
  socketsPerVisitor: 8,
  socketsPerConversation: 16,
  socketsPerAddress: 1000,
  sockets: SOCKET_LIMITS,
  activityBytes: 64 * 1024,
  uploadBytes: UPLOAD_BYTES,
  filesPerUpload: FILES_PER_UPLOAD,
  uploadQuotas: {
    perHourOfSender: 40 * MB,
    perHourOfAddress: 1000 * MB,
    perHour: 4000 * MB,
    ofConversation: 80 * MB,
    ofVisitor: 200 * MB,
    atOnceOfSender: 2,
    atOnceOfAddress: 20,
    inMemory: 64 * MB,
  },
  downloads: { atOnceOfFile: 16, atOnceOfAddress: 100, atOnce: 400, stallMs: 20_000 },
};

export interface DirectLineOptions {
  /** Registers the streams' upgrade requests. */
  upgrades: Upgrades;
  store: Store;
  /** Handles its own errors; a turn that throws anyway is tried again. */
  bot: BotLogic;
  /** The bot's account as clients see it. */
  botAccount: { id: string; name: string };
  /** The secret of callers that may access all conversations, and the root of every token's signature. */
  secret: string;
  /** Origins whose pages may open a visitor session, e.g. `https://shop.example`. Empty: only this server's own. */
  allowedOrigins: string[];
  /** Finds a client's address, and the URL at which clients reach this server. */
  location: Location;
  limits: DirectLineLimits;
  /** Whether visitors can have their conversations mailed. */
  mailsTranscripts?: boolean;
  clock: Clock;
  log: Logger;
  /** How many seconds customers usually wait for a person; undefined if nothing can be promised. */
  usualWait?: () => Promise<number | undefined>;
  /** Times turns. */
  tracer?: Tracer;
  /** The reply if a message could not be answered at all. */
  apology?: string | undefined;
}
