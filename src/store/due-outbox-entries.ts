import { isDue } from './due.ts';
import type { Queries } from './engine.ts';

/** Finds the entries that are due, oldest first: only the first of each conversation, so that they arrive in order. */
export async function findDueEntries(queries: Queries, now: number, most: number) {
  return await queries
    .selectFrom('outbox')
    .innerJoin('conversation_references', 'conversation_references.conversation_id', 'outbox.conversation_id')
    .innerJoin('activities', (join) =>
      join
        .onRef('activities.conversation_id', '=', 'outbox.conversation_id')
        .onRef('activities.seq', '=', 'outbox.seq'),
    )
    .select(['outbox.conversation_id', 'outbox.seq', 'outbox.due_at', 'outbox.attempts'])
    .select('outbox.sent_chunks')
    .select([
      'conversation_references.channel_id',
      'conversation_references.conversation_reference',
      'activities.body',
    ])
    .where(isDue('outbox', 'due_at', now))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as earlier')
            .select('earlier.seq')
            .whereRef('earlier.conversation_id', '=', 'outbox.conversation_id')
            .whereRef('earlier.seq', '<', 'outbox.seq'),
        ),
      ),
    )
    .orderBy('outbox.due_at')
    .limit(most)
    .execute();
}
