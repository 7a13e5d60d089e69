import type { Chat, ChatAgent, ChatChange, ChatLine, ChatStore } from './chat.ts';

/**
 * What puts a connected chat back at the head of the queue.
 * @param line what its customer is told
 */
export const toQueue = (line: ChatLine): ReturnType<ChatChange['decide']> => ({
  patch: { state: 'waiting', agent: undefined, goesFirst: true, toldPlace: 1, alarmedAt: undefined },
  lines: [line],
});

/**
 * Returns a chat to the queue because its agent, their desk or their hub is gone. A chat that somebody else has by now
 * stays with them.
 * @param lineFor makes what its customer is told
 */
export async function returnToQueue(
  chats: Pick<ChatStore, 'change'>,
  { reference, agentId }: { reference: string; agentId: ChatAgent['id'] | undefined },
  lineFor: (chat: Chat) => ChatLine,
): Promise<void> {
  await chats.change(reference, {
    decide: (chat) =>
      chat.state === 'connected' && chat.agent?.id === agentId ? toQueue(lineFor(chat)) : undefined,
  });
}
