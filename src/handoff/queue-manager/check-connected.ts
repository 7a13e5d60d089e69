import type { Chat, Presence } from '../chat.ts';
import { endedIdle } from '../chat-notices.ts';
import { returnToQueue } from '../return-to-queue.ts';
import type { QueueContext } from './queue-context.ts';

/** Returns the chats of agents who are gone to the queue, and ends those that have been silent for too long. */
export async function checkConnected(context: QueueContext, present: readonly Presence[]): Promise<void> {
  const { chats, ages, rules } = context;
  if (context.grace.isOver()) await returnLostChats(context, present);
  const silentSince = ages.ago(rules.idleMs);
  for (const chat of await chats.silentSince(silentSince)) await endIdle(context, chat, silentSince);
}

async function returnLostChats({ chats }: QueueContext, present: readonly Presence[]): Promise<void> {
  const ids = new Set(present.map(({ agent }) => agent.id));
  for (const { reference, agent } of await chats.connected())
    if (!ids.has(agent?.id ?? '')) await returnToQueue(chats, { reference, agentId: agent?.id });
}

async function endIdle(
  { chats, clock }: QueueContext,
  { reference }: Chat,
  silentSince: Date,
): Promise<void> {
  await chats.change(reference, {
    silentSince,
    decide: (now) =>
      now.state === 'connected'
        ? { patch: { state: 'closed', end: 'idle', closedAt: clock() }, lines: [endedIdle(now)] }
        : undefined,
  });
}
