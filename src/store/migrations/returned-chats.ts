import type { Kysely } from 'kysely';

/** Who gave a chat back to the queue, so that it is not assigned to them again at once. */
export async function addReturnedBy(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('chats').addColumn('returned_by', 'text').execute();
}
