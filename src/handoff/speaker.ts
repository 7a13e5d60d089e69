import type { Chat } from './chat.ts';
import type { KeptActivity } from './kept-transcript.ts';
import { excerptOf } from '#text/excerpt.ts';

/** What the customer is called. */
export const customerName = ({ name, reference }: Pick<Chat, 'name' | 'reference'>): string =>
  name === undefined ? `Customer ${reference}` : excerptOf(name);

/** Who said a line. In a group chat others than the one who asked for a person speak as well, each under their own name. */
export function speakerOf(
  { from, channelData }: KeptActivity,
  chat: Pick<Chat, 'name' | 'reference' | 'userId'>,
): string {
  if (from?.role !== 'user') return channelData?.agent?.name ?? 'Bot';
  const isSomebodyElse = from.id !== undefined && from.id !== chat.userId;
  if (!isSomebodyElse) return customerName(chat);
  return from.name === undefined ? 'Somebody else in the chat' : excerptOf(from.name);
}
