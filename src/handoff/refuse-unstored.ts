import type { Handoff } from './handoff.ts';

/**
 * A turn wants to change or learn something outside itself while the activity that it answers is not stored yet. The
 * turn must end without a trace; it runs again once the activity is stored.
 */
export class UnstoredTurn extends Error {}

/**
 * Keeps turns whose activity is not stored yet from asking for a person, leaving a queue or opening a ticket: if the
 * process died then, a message that nobody has would have had consequences.
 * @throws UnstoredTurn from every method
 */
export function refuseUnstored(handoff: Handoff, isUnstored: () => boolean): Handoff {
  const check = (): void => {
    if (isUnstored()) throw new UnstoredTurn();
  };
  return {
    get ticketReplies() {
      return handoff.ticketReplies;
    },
    async request(request) {
      check();
      return await handoff.request(request);
    },
    async openTicket(message) {
      check();
      return await handoff.openTicket(message);
    },
    async state(conversationId) {
      check();
      return await handoff.state(conversationId);
    },
    async leave(conversationId, activityId, reference) {
      check();
      return await handoff.leave(conversationId, activityId, reference);
    },
    async rate(conversationId, reference, rating) {
      check();
      return await handoff.rate(conversationId, reference, rating);
    },
  };
}
