import type { Logger } from 'pino';
import type { Ages } from '#time/ages.ts';
import type { Chat, ChatActivity, ChatPatch, ChatStore, PresenceStore } from '../chat.ts';
import type { GracePeriod } from '../grace-period.ts';
import type { OpeningHours } from '../opening-hours.ts';

export interface QueueRules {
  /** How chats are assigned: agents claim them, or get them in turn. */
  assignment: 'claim' | 'round-robin';
  /** How many chats an agent may have at once. */
  limit: number;
  /** How long a customer waits before being invited to leave a message instead. */
  waitLimitMs: number;
  /** How long a chat may be silent before it ends. */
  idleMs: number;
  /** See `Moment`. */
  presenceTimeoutMs: number;
}

/** What the steps of the queue manager share. */
export interface QueueContext {
  chats: ChatStore;
  presences: PresenceStore;
  rules: QueueRules;
  hours: OpeningHours | undefined;
  clock: () => Date;
  ages: Ages;
  grace: Pick<GracePeriod, 'isOver'>;
  log: Logger;
}

/**
 * Changes a chat if it is still waiting, and sends its customer a message.
 * @param isStill an additional condition that must still hold
 * @returns whether it was changed
 */
export async function changeWaiting(
  { chats }: Pick<QueueContext, 'chats'>,
  { reference }: Chat,
  {
    patch,
    line,
    isStill = () => true,
  }: { patch: ChatPatch; line?: ChatActivity; isStill?: (now: Chat) => boolean },
): Promise<boolean> {
  const { kind } = await chats.change(reference, {
    decide: (now) =>
      now.state === 'waiting' && isStill(now)
        ? { patch, ...(line === undefined ? {} : { lines: [line] }) }
        : undefined,
  });
  return kind === 'changed';
}
