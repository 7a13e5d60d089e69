import type { EarlierChat } from './chat-client.ts';
import { ask, json } from './direct-line.ts';
import type { SessionParts } from './session.ts';

interface Listed {
  conversations: { conversationId: string; startedAt: string; firstWords: string }[];
}

/**
 * Lists the chats that the visitor can go back to, newest first, without the current one.
 * @returns undefined if the server cannot be reached
 */
export async function listEarlierChats({
  surroundings,
  keeper,
  server,
}: Omit<SessionParts, 'tokenUrl'>): Promise<EarlierChat[] | undefined> {
  const { credential, conversationId: present } = keeper.read();
  if (credential === undefined) return [];
  const address = `${server}/v3/directline/visitor-conversations`;
  const outcome = await ask<Listed>(surroundings, address, json('POST', undefined, { credential }));
  if (outcome.kind !== 'ok') return undefined;
  return outcome.body.conversations
    .filter(({ conversationId }) => conversationId !== present)
    .map((each) => ({ ...each, startedAt: new Date(each.startedAt) }));
}
