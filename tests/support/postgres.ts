import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { openStore } from '#store/store.ts';
import { silent } from './silent.ts';

/**
 * Databases of this worker that no test is using. Creating one takes a quarter of a second, emptying one almost no
 * time.
 */
const free: string[] = [];
let starting: Promise<string> | undefined;

/**
 * Provides an empty PostgreSQL database with the newest schema, which later tests may reuse.
 * @returns its URL
 */
export async function borrowDatabase(): Promise<string> {
  const url = free.pop() ?? (await makeSchema(await makeDatabase()));
  // Whatever a failed test has left running must not disturb other tests.
  onTestFinished(({ task }) => {
    if (task.result?.state !== 'fail') free.push(url);
  });
  await empty(url);
  return url;
}

/** Creates a PostgreSQL database without any tables, for one test only. @returns its URL */
export async function makeDatabase(): Promise<string> {
  const url = new URL(await (starting ??= askForServer()));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await connected(url.href, (client) => client.query(`create database ${name}`));
  url.pathname = name;
  return url.href;
}

/** @throws if the server could not start */
async function askForServer(): Promise<string> {
  const answer = await fetch(inject('postgresStarter'));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

async function makeSchema(databaseUrl: string): Promise<string> {
  const store = await openStore({ databaseUrl, dataDir: '' }, { clock: () => new Date(), log: silent });
  await store.close();
  return databaseUrl;
}

/** Deletes all rows; for the few that tests store, this is much faster than truncating. */
async function empty(url: string): Promise<void> {
  await connected(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      String.raw`select quote_ident(tablename) as name from pg_tables
        where schemaname = 'public' and tablename not like 'kysely\_%'`,
    );
    // In replica mode foreign keys are not checked, so the order of the tables does not matter.
    const deletes = rows.map(({ name }) => `delete from ${name}`);
    await client.query(['set session_replication_role = replica', ...deletes].join(';'));
  });
}

async function connected(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
