import { type Kysely, sql } from 'kysely';

/** What is looked up every few seconds: the turns that a webhook is notified of, and the events that were given up. */
export async function indexEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('turn_facts_with_events')
    .on('turn_facts')
    .columns(['outcome', 'at'])
    // Not as IN: SQLite does not see that `outcome = 'unknown'` is implied by it.
    .where(sql<boolean>`outcome = 'unknown' or outcome = 'handed-over'`)
    .execute();
  await db.schema
    .createIndex('event_deliveries_dead')
    .on('event_deliveries')
    .column('due_at')
    .where(sql.ref('state'), '=', sql.lit('dead'))
    .execute();
}
