import { type Backoff, waitAfter } from '#time/backoff.ts';

/** The waits between tries. */
export const BACKOFF: Backoff = { firstMs: 1000, longestMs: 600_000 };
/** With these waits, about a quarter of an hour. */
export const MAX_TRIES = 11;
/** A channel that asks for a longer wait is mistaken, and a message that late helps nobody. */
const LONGEST_ASKED_MS = 86_400_000;
/** Spreads out the retries of entries that were asked to wait equally long. */
const SPREAD_MS = 1000;

/** What to do after a channel did not accept a message. */
export type SendOutcome =
  /** Try again after this wait. */
  | { kind: 'again'; waitMs: number }
  /** Give it up after too many tries. */
  | { kind: 'exhausted' }
  /** Give it up: the channel will never accept this message. */
  | { kind: 'refused' }
  /** Give up the conversation: it is gone, or the bot was blocked or removed. */
  | { kind: 'unreachable' };

/** What a refusal is about: this message, the whole conversation, or just this moment. */
type Concerns = 'message' | 'conversation' | 'moment';

/**
 * What each HTTP status is about, given what Teams means by it. Any other 4xx is about the message, and any 5xx about
 * the moment.
 */
const concerns: ReadonlyMap<number, Concerns> = new Map([
  // BadSyntax, BadArgument: an attachment or a card that the channel does not accept.
  [400, 'message'],
  // BotNotRegistered, or our password has expired. The messages are fine, and none should be lost before an operator
  // has fixed it.
  [401, 'moment'],
  // ConversationBlockedByUser, BotNotInConversationRoster, BotDisabledByAdmin, MessageWritesBlocked.
  [403, 'conversation'],
  // ConversationNotFound.
  [404, 'conversation'],
  [408, 'moment'],
  [410, 'conversation'],
  // PreconditionFailed: something else happened in the conversation at the same time.
  [412, 'moment'],
  // MessageSizeTooBig.
  [413, 'message'],
  [423, 'moment'],
  [425, 'moment'],
  // Throttled.
  [429, 'moment'],
]);

function concernOf(status: number | undefined): Concerns {
  // No status means no response: a network error or a timeout. The message may have arrived; we promise at least once.
  if (status === undefined) return 'moment';
  return concerns.get(status) ?? (status >= 500 ? 'moment' : 'message');
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** The channel's HTTP status; undefined if there was no response. */
export function statusOf(error: unknown): number | undefined {
  const status = memberOf(error, 'statusCode');
  return typeof status === 'number' ? status : undefined;
}

/** @returns how long the channel asks us to wait, in milliseconds; 0 if it does not say */
function askedWait(error: unknown, now: Date): number {
  const headers = memberOf(memberOf(error, 'response'), 'headers') as
    { get?: (name: string) => unknown } | undefined;
  const asked = headers?.get?.('retry-after');
  if (typeof asked !== 'string') return 0;
  const milliseconds = /^\s*\d+(\.\d+)?\s*$/.test(asked)
    ? Number(asked) * 1000
    : Date.parse(asked) - now.getTime();
  return Number.isNaN(milliseconds) ? 0 : Math.min(Math.max(0, Math.ceil(milliseconds)), LONGEST_ASKED_MS);
}

/**
 * Decides what to do after a failed send.
 * @param error as the SDK throws it: with `statusCode` and `response` if the channel responded
 * @param tries including this one, at least 1
 * @param random 0 to 1
 */
export function outcomeOf(
  error: unknown,
  { tries, now, random }: { tries: number; now: Date; random: number },
): SendOutcome {
  const concern = concernOf(statusOf(error));
  if (concern === 'conversation') return { kind: 'unreachable' };
  if (concern === 'message') return { kind: 'refused' };
  if (tries >= MAX_TRIES) return { kind: 'exhausted' };
  const backoff = waitAfter(BACKOFF, tries, random);
  const asked = askedWait(error, now);
  return { kind: 'again', waitMs: Math.max(backoff, asked === 0 ? 0 : asked + random * SPREAD_MS) };
}

/** Whether the channel will never accept this message, although it accepts others. */
export const isRefusedAlone = (error: unknown): boolean => concernOf(statusOf(error)) === 'message';
