import type { NewChat } from '#handoff/chat.ts';

/** A chat that a customer requests. */
export const newChat = (): NewChat => ({
  reference: 'CHAT-0001',
  conversationId: 'conversation',
  channelId: 'directline',
  userId: 'dl_customer',
  name: 'Sam',
  locale: 'en',
  timeZone: 'Europe/Berlin',
  reason: 'asked',
  intent: 'patch.status',
  models: ['ESR900'],
  mood: undefined,
  requestedAt: new Date('2026-03-02T09:00:00Z'),
  hasPriority: false,
  preferredAgent: undefined,
});
