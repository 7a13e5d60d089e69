import type { Ticket } from '#handoff/ticket.ts';

export { onEngines, TestClock, type TestEngine } from '../store/engines.ts';

/** A ticket with every field set. */
export const newTicket = (): Ticket => ({
  reference: 'AAAA-1111',
  conversationId: 'c1',
  channelId: 'directline',
  userId: 'dl_a',
  name: 'Maria García',
  email: 'maria@example.com',
  text: 'Call me,\nplease.',
  intent: 'patch.status',
  models: ['EAP600'],
  createdAt: new Date('2026-03-02T09:00:00Z'),
});
