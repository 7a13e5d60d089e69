import { sql } from 'kysely';
import { inParts } from './batcher.ts';
import type { CustomerPresenceStore } from '#handoff/customer-watch.ts';
import type { Engine } from './engine.ts';

/** How many rows go into one statement on PostgreSQL. */
const PART = 500;

/** Stores when customers in open chats were last seen, whichever server their browser is connected to. */
export class CustomerPresences implements CustomerPresenceStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The conversations of customers who wait for an agent or have one. */
  async openChats(): Promise<string[]> {
    const rows = await this.#engine.db
      .selectFrom('chats')
      .select('conversation_id as id')
      .where('state', '<>', 'closed')
      .execute();
    return rows.map(({ id }) => id);
  }

  async note(conversationIds: readonly string[], at: Date): Promise<void> {
    const time = sql<number>`cast(${at.getTime()} as bigint)`;
    const { db, kind, rowsPerStatement } = this.#engine;
    for (const part of inParts([...conversationIds], Math.min(rowsPerStatement, PART)))
      await db
        .insertInto('customer_presence')
        .columns(['conversation_id', 'last_seen_at'])
        // Only for conversations that still exist: one may have been erased a moment ago.
        .expression((eb) =>
          eb
            .selectFrom('conversations')
            .select(['conversations.id', time.as('last_seen_at')])
            .where('conversations.id', 'in', part)
            // Locked first, in the order in which turns lock them, so that neither servers nor turns deadlock.
            .orderBy('conversations.id')
            .$if(kind === 'postgres', (query) => query.forKeyShare()),
        )
        .onConflict((conflict) =>
          conflict.column('conversation_id').doUpdateSet({ last_seen_at: at.getTime() }),
        )
        .execute();
  }

  /** When the customers of these conversations were last seen; those who were never seen are left out. */
  async seenAt(conversationIds: readonly string[]): Promise<Map<string, Date>> {
    if (conversationIds.length === 0) return new Map();
    const rows = await this.#engine.db
      .selectFrom('customer_presence')
      .selectAll()
      .where('conversation_id', 'in', conversationIds)
      .execute();
    return new Map(rows.map((row) => [row.conversation_id, new Date(row.last_seen_at)]));
  }
}
