import { plainName } from '#text/plain-name.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';

/** Whom a chat or a message is from. */
export interface Customer {
  name: string;
  userId: string;
}

/** Who said a line. In a group chat others than the customer speak as well, each under their own name. */
export function speakerOf(
  { from, agent, activity }: Pick<MessageEntry, 'from' | 'agent' | 'activity'>,
  customer: Customer,
): string {
  if (from !== 'visitor') return agent?.name ?? 'Bot';
  const { id, name = '' } = activity.from ?? {};
  if (id === undefined || id === customer.userId) return customer.name;
  return plainName(name) || 'Somebody else in the chat';
}
