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
  /** False lifts every limit on how often (not on how big): for load tests. */
  enabled: boolean;
  /** New conversations of one address in an hour. */
  conversationsPerHour: number;
  /** Messages of one visitor in a minute. */
  messagesPerMinute: number;
  /** Messages of one address in a minute: many visitors may share it. */
  messagesPerMinutePerAddress: number;
  /** Polls of one visitor in a second that look into the conversation; those beyond bring nothing. */
  pollsPerSecond: number;
  pollsPerSecondPerAddress: number;
  /** Requests of one visitor in a minute to start, to connect again and to renew a token: each of their tabs makes some. */
  requestsPerMinute: number;
  requestsPerMinutePerAddress: number;
  /** Session and token requests of one address in a minute. */
  sessionsPerMinute: number;
  socketsPerVisitor: number;
  socketsPerConversation: number;
  socketsPerAddress: number;
  /** Of all WebSockets together, and of what each of them may leave unread. */
  sockets: SocketLimits;
  /** Bytes of one activity as JSON. */
  activityBytes: number;
  /** Bytes of all the files of one upload. */
  uploadBytes: number;
  filesPerUpload: number;
  /** Of what visitors upload. */
  uploadQuotas: UploadQuotaLimits;
  downloads: {
    /** Files being read at the same time: one file, by one address, and all together. */
    atOnceOfFile: number;
    atOnceOfAddress: number;
    atOnce: number;
    /** A reader that takes nothing for so long is disconnected. */
    stallMs: number;
  };
}

const MB = 1024 * 1024;

/**
 * A visitor writes no faster than a person does. An address may stand for a whole company, or for a site's proxy that
 * the server was not told about: its limits stop floods and nothing less.
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
  /** Where its streams are opened. */
  upgrades: Upgrades;
  store: Store;
  /** Handles its own errors; what it throws all the same is tried again. */
  bot: BotLogic;
  /** The bot as clients see it. */
  botAccount: { id: string; name: string };
  /** The secret of callers that reach all conversations, and the root of every token's signature. */
  secret: string;
  /** Origins whose pages may open a visitor session, e.g. `https://shop.example`. None: this server's own. */
  allowedOrigins: string[];
  /** Where clients are, and where they reach this server. */
  location: Location;
  limits: DirectLineLimits;
  clock: Clock;
  log: Logger;
  /** Times turns. */
  tracer?: Tracer;
  /** Said when a message could not be answered at all. */
  apology?: string | undefined;
}
