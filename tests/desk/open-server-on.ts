import type { AppParts } from '#app-parts.ts';
import type { Ticket } from '#handoff/ticket.ts';
import { newTicket } from '../handoff/tickets.ts';
import type { TestEngine } from '../store/engines.ts';
import { openServer, type RunningServer } from './open-server.ts';

/** The whole server, which stores everything in this engine. */
export async function openServerOn(
  engine: TestEngine,
  environment: Record<string, string> = {},
  parts: Partial<AppParts> = {},
): Promise<RunningServer & { leavesMessage: (given?: Partial<Ticket>) => Promise<Ticket & { sees: Sees }> }> {
  const { databaseUrl } = await engine.freshConfig();
  const place: Record<string, string> = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
  const server = await openServer({ ...place, ...environment }, parts);
  return {
    ...server,
    /** A customer's message, left in a conversation that is still open. */
    async leavesMessage(given = {}) {
      const { conversationId, userId, sees } = await server.customer();
      const ticket = { ...newTicket(), conversationId, userId, ...given };
      await server.withStore(async ({ tickets }) => {
        await tickets.open(ticket.reference, ticket, []);
      });
      return { ...ticket, sees };
    },
  };
}

type Sees = (words: string) => Promise<void>;
