import { plainName } from '#text/plain-name.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';

/** The customer of the chat or ticket. */
export interface Customer {
  name: string;
  userId: string;
}

/** The name of a message's sender. In a group chat, others besides the customer also write, under their own names. */
export function speakerOf(
  { from, agent, activity }: Pick<MessageEntry, 'from' | 'agent' | 'activity'>,
  customer: Customer,
): string {
  if (from !== 'visitor') return agent?.name ?? 'Bot';
  const { id, name = '' } = activity.from ?? {};
  if (id === undefined || id === customer.userId) return customer.name;
  return plainName(name) || 'Somebody else in the chat';
}
