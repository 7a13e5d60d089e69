import { inParts } from './batcher.ts';
import type { Engine, Queries } from './engine.ts';
import type { ActivityRow, ConversationRow } from './schema/conversations.ts';

/** A conversation's newest sequence number, how many activities await an answer, and which process answers them. */
export type ConversationCounters = Pick<ConversationRow, 'last_seq' | 'unanswered_count' | 'lease_owner'>;

/** Stores activities under sequence numbers that are already reserved. */
export async function insertActivities(queries: Queries, engine: Engine, rows: ActivityRow[]): Promise<void> {
  for (const part of inParts(rows, engine.rowsPerStatement))
    await queries.insertInto('activities').values(part).execute();
}

/**
 * Locks conversations, always in the same order, so that two replicas' batches over the same conversations wait for
 * each other instead of deadlocking. SQLite has a single writer, so there is nothing to lock.
 */
export async function lockConversations(queries: Queries, engine: Engine, ids: string[]): Promise<void> {
  if (engine.kind !== 'postgres') return;
  await queries
    .selectFrom('conversations')
    .select('id')
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Locks all conversations of a customer, in the same order as `lockConversations`. @returns their ids */
export async function lockConversationsOf(
  queries: Queries,
  engine: Engine,
  userId: string,
): Promise<string[]> {
  const rows = await queries
    .selectFrom('conversations')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy('id')
    .$if(engine.kind === 'postgres', (query) => query.forUpdate())
    .execute();
  return rows.map(({ id }) => id);
}
