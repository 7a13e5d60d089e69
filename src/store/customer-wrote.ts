import type { Queries } from './engine.ts';

/** Whether the customer has written anything after an activity. @param seq its sequence number */
export async function hasCustomerWrittenAfter(
  queries: Queries,
  conversationId: string,
  seq: number,
): Promise<boolean> {
  const row = await queries
    .selectFrom('activities')
    .select('seq')
    .where('conversation_id', '=', conversationId)
    .where('seq', '>', seq)
    .where('is_hidden', '=', 0)
    .where('body', 'like', '%"type":"message"%')
    .where('body', 'like', '%"role":"user"%')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
