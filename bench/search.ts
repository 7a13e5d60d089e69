/**
 * Measures the search of the desk over 100,000 conversations on both engines: how long the index takes, and how long an
 * agent waits for a page of results. `node bench/search.ts [conversations] [engine]` measures fewer, or one engine.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { findConversations } from '#desk/search/find-conversations.ts';
import { median, p95 } from '#evaluation/statistics.ts';
import { openStore, type Store } from '#store/store.ts';
import { startPostgres } from './load/postgres.ts';
import { fillConversations, searched } from './load/searched-conversations.ts';
import { isQuick, printAim, printTable } from './show.ts';

const AIM_MS = 200;
/** The number of conversations that are left for the index to process. */
const TO_INDEX = 1000;
const TRIES = 30;
const WARM_UP = 3;

const queries: Readonly<Record<string, string>> = {
  'a rare word': searched.rarely,
  'a word of every second conversation': searched.often,
  'a word of every conversation': searched.inEach,
  'two common words': `${searched.inEach} ${searched.often}`,
  'two common words that are never together': `${searched.often} ${searched.otherwise}`,
  'the beginning of a word': 'pa',
  'a phrase': `"${searched.phrase}"`,
  'a word and the beginning of another': `${searched.often} dro`,
  'what nobody said': 'nobodysaidthis',
};

const [many, only] = process.argv.slice(2).filter((given) => !given.startsWith('--'));
const count = Number(many ?? (isQuick ? 5000 : 100_000));
const engines = only === undefined ? ['sqlite', 'postgres'] : [only];
const folder = await mkdtemp(join(tmpdir(), 'bench-search-'));
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
    { ...place, role: 'tool' },
    { clock: () => new Date(), log: pino({ level: 'silent' }) },
  );
  try {
    // Filling the database is not measured, and need not survive a crash.
    if (place.databaseUrl !== undefined)
      await sql`alter database bench set synchronous_commit = off`.execute(store.engine.db);
    await fillConversations(store, { name: 'indexed', count: count - TO_INDEX, isIndexed: true });
    await fillConversations(store, { name: 'new', count: TO_INDEX, isIndexed: false });
    console.error(`${name}: ${count} conversations are stored`);
    const began = performance.now();
    const indexed = await store.searchIndex.update();
    const took = (performance.now() - began) / 1000;
    console.log(
      `${name}: ${indexed} conversations, ${((took * 1000) / indexed).toFixed(2)} ms each to index`,
    );
    await measureQueries(store);
  } finally {
    await store.close();
  }
}

async function measureQueries(store: Store): Promise<void> {
  const rows = [['searched for', 'found', 'p50 ms', 'p95 ms']];
  let slowest = 0;
  for (const [name, query] of Object.entries(queries)) {
    const times: number[] = [];
    let found = 0;
    for (let attempt = -WARM_UP; attempt < TRIES; attempt += 1) {
      const began = performance.now();
      const { results, next } = await findConversations(store, query, undefined);
      if (attempt >= 0) times.push(performance.now() - began);
      found = next === null ? results.length : Infinity;
    }
    slowest = Math.max(slowest, p95(times));
    rows.push([
      name,
      found === Infinity ? 'a page' : String(found),
      median(times).toFixed(1),
      p95(times).toFixed(1),
    ]);
  }
  printTable(rows);
  printAim('the slowest p95', slowest, AIM_MS, 'ms');
}
