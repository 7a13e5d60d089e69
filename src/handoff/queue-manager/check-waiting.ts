import type { Chat, Presence } from '../chat.ts';
import { nobodyCame } from '../chat-notices.ts';
import { customerTime } from '../customer-time.ts';
import { mayBecomeFree } from '../queue.ts';
import { changeWaiting, type QueueContext } from './queue-context.ts';

/** Chats that have waited this long are overdue: satisfaction falls sharply past three minutes. */
const OVERDUE_AFTER_MS = 120_000;

/** Ends the waits that nobody will answer, and marks those that are taking too long. */
export async function checkWaiting(
  context: QueueContext,
  listed: readonly Presence[],
  now: Date,
): Promise<void> {
  const { chats, ages, rules } = context;
  const moment = { now, presenceTimeoutMs: rules.presenceTimeoutMs };
  const canHope = listed.some((presence) => mayBecomeFree(presence, moment)) || !context.grace.isOver();
  for (const chat of await chats.waiting()) {
    const waitedMs = ages.ageOf(chat.requestedAt) ?? 0;
    if (!canHope || waitedMs >= rules.waitLimitMs) await giveUp(context, chat);
    else if (waitedMs >= OVERDUE_AFTER_MS && chat.overdueAt === undefined)
      await markOverdue(context, chat, { now, waitedMs });
  }
}

async function giveUp(context: QueueContext, chat: Chat): Promise<void> {
  await changeWaiting(context, chat, {
    patch: { state: 'closed', end: 'nobody', closedAt: context.clock() },
    line: nobodyCame(nextOpening(context, chat)),
  });
}

async function markOverdue(
  context: QueueContext,
  chat: Chat,
  { now, waitedMs }: { now: Date; waitedMs: number },
): Promise<void> {
  context.log.warn(
    { reference: chat.reference, seconds: Math.round(waitedMs / 1000) },
    'a customer has been waiting for a long time',
  );
  await changeWaiting(context, chat, {
    patch: { overdueAt: now },
    isStill: ({ overdueAt }) => overdueAt === undefined,
  });
}

function nextOpening({ hours, clock }: QueueContext, { timeZone }: Chat): string | undefined {
  const now = clock();
  const opening = hours?.isOpen(now) === false ? hours.nextOpening(now) : undefined;
  return opening && customerTime(opening, timeZone);
}
