import type { Chat } from './chat.ts';
import type { TranscriptActivity } from './read-transcript.ts';
import { excerptOf } from '#text/excerpt.ts';

/** Returns the customer's name, or one made from the chat's reference. */
export const customerName = ({ name, reference }: Pick<Chat, 'name' | 'reference'>): string =>
  name === undefined ? `Customer ${reference}` : excerptOf(name);

/**
 * Names the sender of an activity. In a group chat, people other than the customer who asked write too, each under
 * their own name.
 */
export function speakerOf(
  { from, channelData }: TranscriptActivity,
  chat: Pick<Chat, 'name' | 'reference' | 'userId'>,
): string {
  if (from?.role !== 'user') return channelData?.agent?.name ?? 'Bot';
  const isSomebodyElse = from.id !== undefined && from.id !== chat.userId;
  if (!isSomebodyElse) return customerName(chat);
  return from.name === undefined ? 'Somebody else in the chat' : excerptOf(from.name);
}
