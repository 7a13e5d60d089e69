import type { Queries } from './engine.ts';

/**
 * Adds activities to the outbox if their conversation is on a connector channel and can be reached. Call it within the
 * transaction that stores them.
 */
export async function addToOutbox(
  queries: Queries,
  conversationId: string,
  seqs: readonly number[],
  now: number,
): Promise<void> {
  const reachable = await queries
    .selectFrom('conversation_references')
    .select('conversation_id')
    .where('conversation_id', '=', conversationId)
    .where('is_unreachable', '=', 0)
    .executeTakeFirst();
  if (reachable === undefined) return;
  await queries
    .insertInto('outbox')
    .values(
      seqs.map((seq) => ({
        conversation_id: conversationId,
        seq,
        due_at: now,
        scheduled_at: now,
        attempts: 0,
        sent_chunks: 0,
      })),
    )
    .execute();
}
