import { createQueryId, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { expect, test } from 'vitest';
import { eventTypes } from '#handoff/delivery/event.ts';
import { readBacklog } from '#store/backlog.ts';
import type { Engine } from '#store/engine.ts';
import { findByTurn } from '#store/insights/find-conversations.ts';
import { findEvents } from '#store/insights/find-events.ts';
import { sqliteEngine } from '../store/engines.ts';

const engine = sqliteEngine();

/** SQLite's plans for the queries of some work. @returns a line for each table and index that it reads */
async function plansOf(work: (engine: Engine) => Promise<unknown>): Promise<string> {
  const store = await engine.open(await engine.freshConfig());
  const { db } = store.engine;
  const asked: RootOperationNode[] = [];
  const watching: KyselyPlugin = {
    transformQuery({ node }) {
      asked.push(node);
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  await work({ ...store.engine, db: db.withPlugin(watching) });
  const plans = asked.map(async (node) => {
    const query = db.getExecutor().compileQuery(node, createQueryId());
    const explained = { ...query, sql: `explain query plan ${query.sql}` };
    return (await db.executeQuery<{ detail: string }>(explained)).rows.map(({ detail }) => detail);
  });
  return (await Promise.all(plans)).flat().join('\n');
}

test.each(eventTypes)('looking for %s every few seconds scans no whole table', async (type) => {
  expect(await plansOf((on) => findEvents[type](on, Date.now()))).not.toMatch(/^SCAN/m);
});

test.each(['question.unknown', 'person.asked'] as const)(
  'looking for %s skips all other turns of the day',
  async (type) => {
    expect(await plansOf((on) => findEvents[type](on, Date.now()))).toContain(
      'turn_facts USING INDEX turn_facts_with_events (outcome=? AND at>?)',
    );
  },
);

test('a scrape counts the events that are due or given up without reading those that were sent', async () => {
  const plans = await plansOf(readBacklog);
  expect(plans).toContain('event_deliveries USING COVERING INDEX event_deliveries_due');
  expect(plans).toContain('event_deliveries USING COVERING INDEX event_deliveries_dead');
});

test('the conversations behind a bar are searched for later turns one by one', async () => {
  const selection = { of: 'outcome', key: 'unknown' } as const;
  const plans = await plansOf((on) =>
    findByTurn(on, { from: 0, until: 9 }, { selection, latest: 9 }, { most: 31 }),
  );
  expect(plans).toContain('later USING INDEX turn_facts_by_conversation (conversation_id=? AND rowid>?)');
});
