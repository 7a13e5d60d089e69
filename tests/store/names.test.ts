import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { migrations } from '#store/migrations.ts';
import { openEngine } from '#store/open-engine.ts';
import { noMeter } from '#store/query-meter.ts';
import { silent } from '../support/silent.ts';
import { onEngines, type TestEngine } from './engines.ts';

const DUE = Date.parse('2026-03-02T09:00:00Z');

/** A database as it was before the names were changed, with a ticket, its reply and a message for Teams. */
async function earlierDatabase(engine: TestEngine) {
  const config = await engine.bareConfig();
  const earlier = await openEngine(config, { log: silent, meter: noMeter });
  const db = earlier.db as unknown as Kysely<unknown>;
  const provider = { getMigrations: () => Promise.resolve(migrations(earlier.kind)) };
  const { error } = await new Migrator({ db, provider }).migrateTo('0015_clock_steps');
  if (error !== undefined) throw error;
  const rows = [
    sql`insert into conversations (id, user_id, created_at, last_active_at, started_at, last_seq, pending)
      values ('msteams/c1', '29:maria', ${DUE}, ${DUE}, ${DUE}, 1, 0)`,
    sql`insert into activities (conversation_id, seq, attempts, hidden, body, created_at)
      values ('msteams/c1', 1, 0, 0, '{"type":"message","text":"Hello"}', ${DUE})`,
    sql`insert into channel_references (conversation_id, channel_id, reference, is_unreachable)
      values ('msteams/c1', 'msteams', '{}', 0)`,
    sql`insert into outbox (conversation_id, seq, due_at, attempts, said_parts, set_at)
      values ('msteams/c1', 1, ${DUE}, 0, 2, ${DUE})`,
    sql`insert into tickets (reference, key, conversation_id, channel_id, user_id, name, words, subject, models, created_at, state)
      values ('AAAA-1111', 'key', 'msteams/c1', 'msteams', '29:maria', 'Maria', 'Call me', 'patch.status', '[]', ${DUE}, 'answered')`,
    sql`insert into deliveries (id, reference, target, answer, state, attempts, due_at, set_at)
      values ('answer-1', 'AAAA-1111', 'answer', '{"agentName":"Dana","text":"Done"}', 'due', 0, ${DUE}, ${DUE})`,
  ];
  for (const row of rows) await row.execute(db);
  await earlier.close();
  return config;
}

onEngines('a migration that fails', (engine) => {
  test('leaves the database unchanged', async () => {
    const bare = await openEngine(await engine.bareConfig(), { log: silent, meter: noMeter });
    const db = bare.db as unknown as Kysely<unknown>;
    const known = {
      ...migrations(bare.kind),
      '9999_broken': { up: () => Promise.reject(new Error('This migration is broken.')) },
    };
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(known) } });
    expect(await migrator.migrateToLatest()).toMatchObject({
      error: { message: 'This migration is broken.' },
    });
    expect(await db.introspection.getTables()).toEqual([]);
    await bare.close();
  });
});

onEngines('a database with the names of an earlier version', (engine) => {
  test('keeps its tickets, their replies and its outbox', async () => {
    const store = await engine.open(await earlierDatabase(engine), () => new Date(DUE));
    expect(await store.tickets.newest(1)).toMatchObject([
      { ticket: { reference: 'AAAA-1111', text: 'Call me', intent: 'patch.status' }, state: 'replied' },
    ]);
    expect(await store.deliveries.lease(new Date(DUE), 1000, 10)).toMatchObject([
      { id: 'answer-1', target: 'reply', reply: { agentName: 'Dana', text: 'Done' } },
    ]);
    expect(await store.connectorOutbox.lease(1000, 10)).toMatchObject([
      { conversationId: 'msteams/c1', channelId: 'msteams', reference: '{}', sentChunks: 2 },
    ]);
  });
});
