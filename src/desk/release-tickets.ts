import type { Tickets } from '#store/tickets.ts';

/** Tickets that are read at once. */
const PAGE = 50;

/** Takes the tickets that are not closed from an agent who no longer works here. @param agentId whose they are */
export async function releaseTickets(
  tickets: Pick<Tickets, 'list' | 'change'>,
  agentId: string,
  now: Date,
): Promise<void> {
  for (;;) {
    // Each that is released leaves the list.
    const page = await tickets.list({ of: 'mine', agentId }, { most: PAGE });
    if (page.length === 0) return;
    for (const { ticket } of page)
      await tickets.change(ticket.reference, { kind: 'assigned', to: undefined }, now);
  }
}
