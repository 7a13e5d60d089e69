import type { Handoff } from '#handoff/handoff.ts';
import { createNoHandoff } from '#handoff/no-handoff.ts';

/** Creates a hand-off for measuring: nobody is at the desk, and messages are accepted but not stored. */
export function createTicketOnlyHandoff(): Handoff {
  let messages = 0;
  return {
    ...createNoHandoff(),
    ticketReplies: 'mail',
    request: () => Promise.resolve({ kind: 'nobody', takesTickets: true }),
    openTicket() {
      messages += 1;
      return Promise.resolve({ reference: `MESSAGE-${messages}` });
    },
  };
}
