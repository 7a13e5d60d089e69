import { z } from 'zod';
import { HttpProblem } from '#http/problem.ts';
import { single } from '#http/query.ts';
import type { Conversation } from '#store/conversations.ts';
import type { DeskContext } from './desk-context.ts';

/** The query of routes about one conversation. */
export const which = {
  id: single(z.string().max(500)).describe('The id of the conversation.'),
  chat: single(z.string().max(100)).describe('Instead of the id: the reference of one of its chats.'),
};
/** The refusal when the conversation no longer exists. */
export const gone = (): HttpProblem =>
  new HttpProblem(404, 'NotFound', 'This conversation no longer exists; it may have been erased.');

/** Finds the conversation that a query names. @throws {HttpProblem} 404 */
export async function conversationOf(
  { store: { conversations, chats } }: DeskContext,
  { id, chat }: { id?: string | undefined; chat?: string | undefined },
): Promise<Conversation> {
  const wanted = id ?? (chat === undefined ? undefined : (await chats.find(chat))?.conversationId);
  const found = wanted === undefined ? undefined : await conversations.find(wanted);
  if (found === undefined) throw gone();
  return found;
}
