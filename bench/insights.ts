/**
 * Measures the insights over a million turns on both engines: how long counting takes, and how long a supervisor waits
 * for the figures. `node bench/insights.ts [turns] [engine]` measures fewer, or one engine.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { conversationsBehind } from '#insights/behind-bar.ts';
import { type InsightParts, readInsights } from '#insights/insights.ts';
import { median, p95 } from '#evaluation/statistics.ts';
import { openStore, type Store } from '#store/store.ts';
import { fillInsightTraffic } from './load/insight-traffic.ts';
import { startPostgres } from './load/postgres.ts';
import { isQuick, printAim, printTable, report } from './show.ts';

const AIM_MS = 300;
const TRIES = 10;
const WARM_UP = 2;
const NOW = Date.parse('2026-03-31T20:00:00Z');

const [many, only] = process.argv.slice(2).filter((given) => !given.startsWith('--'));
const turns = Number(many ?? (isQuick ? 50_000 : 1_000_000));
const engines = only === undefined ? ['sqlite', 'postgres'] : [only];

const month = { from: '2026-03-01', to: '2026-03-31' };
const all = { from: '2026-01-01', to: '2026-03-31' };
type Read = (parts: InsightParts) => Promise<unknown>;
const queries: Readonly<Record<string, Read>> = {
  'a day': (parts) => readInsights(parts, { from: '2026-03-20', to: '2026-03-20' }),
  'a month': (parts) => readInsights(parts, month),
  'a quarter': (parts) => readInsights(parts, all),
  'a quarter of one channel and language': (parts) =>
    readInsights(parts, { ...all, channel: 'msteams', locale: 'de' }),
  'behind all conversations': (parts) => conversationsBehind(parts, { ...all, of: 'all' }),
  'behind what is not known': (parts) =>
    conversationsBehind(parts, { ...all, of: 'outcome', key: 'unknown' }),
  'behind an answer': (parts) => conversationsBehind(parts, { ...all, of: 'answer', key: 'answer.7' }),
  'behind an answer that was no help': (parts) =>
    conversationsBehind(parts, { ...all, of: 'worst-answer', key: 'answer.7' }),
  'behind a model that is rarely named': (parts) =>
    conversationsBehind(parts, { ...all, of: 'model', key: 'RARE1' }),
  'behind unresolved': (parts) => conversationsBehind(parts, { ...all, of: 'resolution', key: 'unresolved' }),
  'behind returns': (parts) => conversationsBehind(parts, { ...all, of: 'returned' }),
  'behind an hour of the week': (parts) => conversationsBehind(parts, { ...all, of: 'hour', key: '2-10' }),
  'behind one star': (parts) => conversationsBehind(parts, { ...all, of: 'stars', key: '1' }),
};

const folder = await mkdtemp(join(tmpdir(), 'bench-insights-'));
try {
  for (const engine of engines) await (engine === 'sqlite' ? onSqlite() : onPostgres());
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function onSqlite(): Promise<void> {
  await measure('SQLite', { dataDir: folder });
}

async function onPostgres(): Promise<void> {
  const postgres = await startPostgres();
  try {
    await measure('PostgreSQL', { dataDir: folder, databaseUrl: postgres.url });
  } finally {
    await postgres.stop();
  }
}

async function measure(name: string, place: { dataDir: string; databaseUrl?: string }): Promise<void> {
  const store = await openStore(
    { ...place, role: 'tool', timeZone: 'Europe/Berlin' },
    { clock: () => new Date(NOW), log: pino({ level: 'silent' }) },
  );
  try {
    // Filling the database is not measured, and need not survive a crash.
    if (place.databaseUrl !== undefined)
      await sql`alter database bench set synchronous_commit = off`.execute(store.engine.db);
    await fillInsightTraffic(store, turns, NOW);
    console.error(`${name}: ${turns} turns are stored`);
    const began = performance.now();
    await store.insightCounts.update();
    const each = (performance.now() - began) / turns;
    console.log(`${name}: ${turns} turns, ${each.toFixed(3)} ms each to count`);
    if (store.engine.kind === 'postgres') await sql`vacuum analyze`.execute(store.engine.db);
    await measureQueries(name, store);
  } finally {
    await store.close();
  }
}

async function measureQueries(name: string, store: Store): Promise<void> {
  const parts: InsightParts = {
    store,
    timeZone: 'Europe/Berlin',
    hours: undefined,
    titleOf: (id) => id,
    clock: () => new Date(NOW),
  };
  const rows = [['insights', 'p50 ms', 'p95 ms']];
  let slowest = 0;
  for (const [what, read] of Object.entries(queries)) {
    const times: number[] = [];
    for (let attempt = -WARM_UP; attempt < TRIES; attempt += 1) {
      const began = performance.now();
      await read(parts);
      if (attempt >= 0) times.push(performance.now() - began);
    }
    slowest = Math.max(slowest, median(times));
    rows.push([what, median(times).toFixed(1), p95(times).toFixed(1)]);
  }
  printTable(rows);
  printAim('the slowest p50', slowest, AIM_MS, 'ms');
  report([
    { what: `insights over ${turns} turns, ${name}, slowest`, ours: `${slowest.toFixed(0)} ms`, peer: '' },
  ]);
}
