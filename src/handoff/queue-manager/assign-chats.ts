import type { Chat, ChatAgent, Presence } from '../chat.ts';
import { joined } from '../chat-notices.ts';
import { isPresent, type Moment, nextAgent } from '../queue.ts';
import { changeWaiting, type QueueContext } from './queue-context.ts';

/** In round-robin assignment, assigns the waiting chats to agents, as long as somebody can take one. */
export async function assignChats(context: QueueContext, now: Date): Promise<void> {
  const { chats, presences, rules } = context;
  if (rules.assignment !== 'round-robin') return;
  const moment = { ...rules, now };
  for (const chat of await chats.waiting()) {
    const candidates = candidatesFor(chat, await presences.list(), moment);
    const connected = await chats.connected();
    const preferred = candidates.filter(({ agent }) => agent.id === chat.preferredAgent?.id);
    const agent = nextAgent(preferred, connected, moment) ?? nextAgent(candidates, connected, moment);
    if (agent !== undefined) await assign(context, chat, { agent, now });
  }
}

/** Leaves out the agent who has just given the chat up, as long as a colleague takes chats. */
function candidatesFor(
  { returnedBy }: Chat,
  listed: readonly Presence[],
  moment: Moment,
): readonly Presence[] {
  const others = listed.filter(({ agent }) => agent.id !== returnedBy);
  const takesChats = (presence: Presence): boolean =>
    isPresent(presence, moment) && presence.availability === 'available';
  return others.some(takesChats) ? others : listed;
}

async function assign(
  context: QueueContext,
  chat: Chat,
  { agent, now }: { agent: ChatAgent; now: Date },
): Promise<void> {
  const isAssigned = await changeWaiting(context, chat, {
    patch: { state: 'connected', agent, claimedAt: now },
    line: joined(chat, agent),
  });
  // Another server may have been quicker.
  if (isAssigned) await context.presences.noteAssigned(agent.id, now);
}
