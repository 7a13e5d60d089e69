import type { ChatAgent, ChatChange, ChatActivity, ChatStore } from './chat.ts';
import { connectionLost } from './chat-notices.ts';

/**
 * Returns the change that puts a connected chat back at the head of the queue.
 * @param line the message for its customer
 * @param returnedBy the agent who gave it up; undefined if the agent was lost
 */
export const toQueue = (line: ChatActivity, returnedBy?: ChatAgent): ReturnType<ChatChange['decide']> => ({
  patch: {
    state: 'waiting',
    agent: undefined,
    hasPriority: true,
    announcedPosition: 1,
    overdueAt: undefined,
    returnedBy: returnedBy?.id,
    ...(returnedBy === undefined ? {} : { preferredAgent: undefined }),
  },
  lines: [line],
});

/**
 * Returns a chat to the queue because its agent, their desk or the hub is gone. A chat that another agent has taken in
 * the meantime stays with that agent. The customer is told that the connection was lost.
 */
export async function returnToQueue(
  chats: Pick<ChatStore, 'change'>,
  { reference, agentId }: { reference: string; agentId: ChatAgent['id'] | undefined },
): Promise<void> {
  await chats.change(reference, {
    decide: (chat) =>
      chat.state === 'connected' && chat.agent?.id === agentId ? toQueue(connectionLost(chat)) : undefined,
  });
}
