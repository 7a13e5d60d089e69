import type { Handoff } from './handoff.ts';

/**
 * The hand-off for clients that store nothing, such as the terminal: the customer learns at once that nobody is
 * available.
 */
export const createNoHandoff = (contact?: string): Handoff => ({
  ticketReplies: 'none',
  request: () =>
    Promise.resolve({
      kind: 'nobody',
      takesTickets: false,
      ...(contact === undefined ? {} : { contact }),
    }),
  openTicket: () => Promise.reject(new Error('No messages are accepted here.')),
  state: () => Promise.resolve({ state: 'none' }),
  leave: () => Promise.resolve({ kind: 'nothing' }),
  rate: () => Promise.resolve(false),
});
