import { type Kysely, sql } from 'kysely';

// Tables of the team's work at the desk: a ticket's assignee and notes, password links, and canned replies.

export async function createTeamWork(db: Kysely<unknown>): Promise<void> {
  for (const column of ['assignee_id', 'assignee_name'])
    await db.schema.alterTable('tickets').addColumn(column, 'text').execute();
  await db.schema.alterTable('tickets').addColumn('replied_at', 'bigint').execute();
  // Servers of the previous version write tickets without it.
  await db.schema
    .alterTable('tickets')
    .addColumn('changed_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update tickets set changed_at = created_at`.execute(db);
  await sql`update tickets set replied_at = created_at where state = 'replied'`.execute(db);
  await db.schema.createIndex('tickets_by_state').on('tickets').columns(['state', 'created_at']).execute();
  await db.schema
    .createIndex('tickets_by_assignee')
    .on('tickets')
    .columns(['assignee_id', 'created_at'])
    .where(sql.ref('state'), '<>', sql.lit('closed'))
    .execute();
  await db.schema.createIndex('tickets_by_changed_at').on('tickets').column('changed_at').execute();
  await db.schema
    .createIndex('deliveries_dead')
    .on('deliveries')
    .column('ticket_reference')
    .where(sql.ref('state'), '=', sql.lit('dead'))
    .execute();

  await db.schema
    .createTable('ticket_notes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('ticket_reference', 'text', (column) =>
      column.notNull().references('tickets.reference').onDelete('cascade'),
    )
    .addColumn('agent_name', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('ticket_notes_by_ticket')
    .on('ticket_notes')
    .column('ticket_reference')
    .execute();

  await db.schema
    .createTable('password_links')
    .addColumn('agent_id', 'text', (column) =>
      column.primaryKey().references('agents.id').onDelete('cascade'),
    )
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('canned_replies')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('list', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();

  await db.schema.alterTable('audit').addColumn('detail', 'text').execute();
  await db.schema.createIndex('audit_by_actor').on('audit').columns(['actor', 'at']).execute();
}
