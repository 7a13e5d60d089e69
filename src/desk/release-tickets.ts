import type { Tickets } from '#store/tickets.ts';

/** How many tickets are read at a time. */
const PAGE = 50;

/** Releases the open tickets of an agent who no longer works here. @param agentId whose tickets */
export async function releaseTickets(
  tickets: Pick<Tickets, 'list' | 'change'>,
  agentId: string,
  now: Date,
): Promise<void> {
  for (;;) {
    // Each released ticket leaves the list.
    const page = await tickets.list({ of: 'mine', agentId }, { most: PAGE });
    if (page.length === 0) return;
    for (const { ticket } of page)
      await tickets.change(ticket.reference, { kind: 'assigned', to: undefined }, now);
  }
}
