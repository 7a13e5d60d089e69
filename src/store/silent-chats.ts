import type { Queries } from './engine.ts';

/** Selects the connected chats that were claimed by then and without a message since. */
export const silentChats = (queries: Queries, since: Date) =>
  queries
    .selectFrom('chats')
    .selectAll()
    .where('state', '=', 'connected')
    .where('claimed_at', '<=', since.getTime())
    .where(
      (eb) =>
        eb
          .selectFrom('activities')
          .select('activities.created_at')
          .whereRef('activities.conversation_id', '=', 'chats.conversation_id')
          .orderBy('activities.seq', 'desc')
          .limit(1),
      '<=',
      since.getTime(),
    );

/** Whether a chat is still one of them. */
export const isSilent = async (queries: Queries, reference: string, since: Date): Promise<boolean> =>
  (await silentChats(queries, since).where('reference', '=', reference).executeTakeFirst()) !== undefined;
