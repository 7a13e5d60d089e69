import type { Chat, ChatAgent, Presence } from '../chat.ts';
import { joined } from '../chat-notices.ts';
import { isPresent, type Moment, nextAgent } from '../queue.ts';
import { changeWaiting, type QueueContext } from './queue-context.ts';

/** In round-robin assignment, assigns the waiting chats to agents, as long as somebody can take one. */
export async function assignChats(context: QueueContext, now: Date): Promise<void> {
  const { chats, presences, rules } = context;
  if (rules.assignment !== 'round-robin') return;
  for (const chat of await chats.waiting()) {
    const listed = await presences.list();
    const moment = { ...rules, now };
    const agent = preferred(chat, listed, moment) ?? nextAgent(listed, await chats.connected(), moment);
    if (agent === undefined) return;
    await presences.noteAssigned(agent.id, now);
    await changeWaiting(context, chat, {
      patch: { state: 'connected', agent, claimedAt: now },
      line: joined(chat, agent),
    });
  }
}

/** Finds the agent that the customer is coming back to, if that agent takes chats. */
const preferred = (
  { preferredAgent }: Chat,
  listed: readonly Presence[],
  moment: Moment,
): ChatAgent | undefined =>
  listed.find(
    (presence) =>
      presence.agent.id === preferredAgent?.id &&
      isPresent(presence, moment) &&
      presence.availability === 'available',
  )?.agent;
