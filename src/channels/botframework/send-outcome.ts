import { type Backoff, waitAfter } from '#time/backoff.ts';

/** How sends are tried again. */
export const BACKOFF: Backoff = { firstMs: 1000, longestMs: 600_000 };
/** With these waits that is about a quarter of an hour. */
export const MOST_TRIES = 11;
/** A channel that asks for more is mistaken, and a line that late helps nobody. */
const LONGEST_ASKED_MS = 86_400_000;
/** What was asked to wait equally long does not all come back at once. */
const SPREAD_MS = 1000;

/** What is to become of something that a channel did not take. */
export type SendOutcome =
  /** Try it again, not before. */
  | { kind: 'again'; waitMs: number }
  /** It has been tried long enough: give it up. */
  | { kind: 'tried enough' }
  /** This alone will never be taken: give it up. */
  | { kind: 'refused' }
  /** The bot was blocked or removed, or the conversation is gone: nothing will be taken there. */
  | { kind: 'unreachable' };

/** What a refusal says of: this message alone, the whole conversation, or only this moment. */
type Concerns = 'message' | 'conversation' | 'moment';

/**
 * What HTTP statuses concern, with what Teams means by them. A 4xx that is not here concerns the message, a 5xx the
 * moment.
 */
const concerns: ReadonlyMap<number, Concerns> = new Map([
  // BadSyntax, BadArgument: an attachment or a card that the channel does not take.
  [400, 'message'],
  // BotNotRegistered, or a password of ours that has run out: no line is at fault, and none of all those under way
  // should be lost before somebody has mended it.
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
  // Without a status nobody answered: the network, or too long a silence. It may have arrived; at least once is promised.
  if (status === undefined) return 'moment';
  return concerns.get(status) ?? (status >= 500 ? 'moment' : 'message');
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** What the channel answered: an HTTP status; undefined where there was no answer. */
export function statusOf(error: unknown): number | undefined {
  const status = memberOf(error, 'statusCode');
  return typeof status === 'number' ? status : undefined;
}

/** @returns how long the channel asks to be left alone, milliseconds; 0 where it does not say */
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
 * Judges a send that failed.
 * @param error as the SDK throws it: with `statusCode` and `response` where the channel answered
 * @param tries made so far, with this one, at least 1
 * @param random 0 to 1
 */
export function outcomeOf(
  error: unknown,
  { tries, now, random }: { tries: number; now: Date; random: number },
): SendOutcome {
  const concern = concernOf(statusOf(error));
  if (concern === 'conversation') return { kind: 'unreachable' };
  if (concern === 'message') return { kind: 'refused' };
  if (tries >= MOST_TRIES) return { kind: 'tried enough' };
  const backoff = waitAfter(BACKOFF, tries, random);
  const asked = askedWait(error, now);
  return { kind: 'again', waitMs: Math.max(backoff, asked === 0 ? 0 : asked + random * SPREAD_MS) };
}

/** Whether a channel will never take what it refused, though it takes other things. */
export const isRefusedAlone = (error: unknown): boolean => concernOf(statusOf(error)) === 'message';
