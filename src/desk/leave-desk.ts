import { returnToQueue } from '#handoff/return-to-queue.ts';
import type { Agent } from '#store/agents.ts';
import type { DeskContext } from './desk-context.ts';

/** Removes an agent whose sessions have ended from the desk at once: their chats go back to the queue. */
export async function leaveDesk(
  { presences, store: { chats } }: Pick<DeskContext, 'presences' | 'store'>,
  { id }: Agent,
): Promise<void> {
  await presences.leave(id);
  for (const { reference, agent } of await chats.connected())
    if (agent?.id === id) await returnToQueue(chats, { reference, agentId: id });
}
