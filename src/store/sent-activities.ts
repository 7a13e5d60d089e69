import type { Queries } from './engine.ts';

/** Stores the id that a channel gave to a sent activity; '' if it gave none. */
export async function saveSentId(
  queries: Queries,
  { conversationId, seq }: { conversationId: string; seq: number },
  sentId: string,
): Promise<void> {
  if (sentId === '') return;
  await queries
    .insertInto('sent_activities')
    .values({ conversation_id: conversationId, channel_activity_id: sentId, seq })
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'channel_activity_id']).doUpdateSet({ seq }),
    )
    .execute();
}

/** Finds a sent activity by the id that the channel gave it; undefined if the id is unknown. */
export async function findSentActivity(
  queries: Queries,
  conversationId: string,
  sentId: string,
): Promise<{ seq: number; body: string } | undefined> {
  return await queries
    .selectFrom('sent_activities')
    .innerJoin('activities', (join) =>
      join
        .onRef('activities.conversation_id', '=', 'sent_activities.conversation_id')
        .onRef('activities.seq', '=', 'sent_activities.seq'),
    )
    .select(['activities.body', 'activities.seq'])
    .where('sent_activities.conversation_id', '=', conversationId)
    .where('sent_activities.channel_activity_id', '=', sentId)
    .executeTakeFirst();
}
