import { randomInt } from 'node:crypto';
import { Kysely, PostgresDialect, type PostgresPoolClient, sql } from 'kysely';
import { type ClientConfig, DatabaseError, Pool, type PoolClient, type QueryConfig, types } from 'pg';
import type { Logger } from 'pino';
import { wellFormed } from '#text/well-formed.ts';
import type { Engine } from './engine.ts';
import { StoreUnavailable } from './errors.ts';
import { createOutageLog, type OutageLog } from './outage-log.ts';
import { answered, DisposableClient } from './postgres-client.ts';
import { openListener } from './postgres-listener.ts';
import { isWrite, kindOf, type QueryMeter } from './query-meter.ts';
import type { Tables } from './schema.ts';
import { type NamedStatement, type StoredRows, storeTurnsStatement } from './postgres-whole-turns.ts';
import { writeProbe } from './write-probe.ts';

const CHANNEL = 'support_activities';
const INT8 = 20;

// SQLSTATE classes that say that the server is unavailable or cannot work now, not that a query is wrong:
// 08 connection, 53 resources, 57 operator intervention, 58 system error; 25006 read-only transaction.
const CONDITION = /^(?:08|53|57|58)|^25006$/;
/** Those among them that say that the server is running but cannot store anything: no room, or read-only. */
const UNWRITABLE = /^53[12]00$|^25006$/;

/**
 * How long to wait for an answer. The server itself ends a query a second earlier (`statement_timeout`), so a server
 * that has not answered by then is gone. A tool may change a whole table.
 */
const PATIENCE_MS = { server: 6000, tool: 600_000 };
const CONNECT_MS = 3000;
/** A transaction whose client is gone keeps its locks for this long. */
const ABANDONED_MS = 5000;

export interface PostgresOptions {
  databaseUrl: string;
  /** `server` listens to other replicas and is known to them; `tool` only runs queries. */
  role: 'server' | 'tool';
  localTime: Engine['localTime'];
  log: Logger;
  meter: QueryMeter;
}

/** A pool over one PostgreSQL database; it does not connect before the first query. */
export function openPostgres({ databaseUrl, role, localTime, log, meter }: PostgresOptions): Engine {
  const owner = randomInt(1, 2 ** 47);
  const patienceMs = PATIENCE_MS[role];
  const connection: ClientConfig = {
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    statement_timeout: patienceMs - 1000,
    idle_in_transaction_session_timeout: ABANDONED_MS,
    application_name: 'engenius-support-bot',
  };
  const outages = createOutageLog(role === 'server' ? log : undefined);
  const pool = openPool(connection, { patienceMs, outages, meter });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const listener =
    role === 'server'
      ? openListener({ connection, channel: CHANNEL, owner, log, onSilence: () => pool.dropIdle() })
      : undefined;
  return {
    kind: 'postgres',
    db,
    rowsPerStatement: 100,
    processId: owner,
    localTime,
    async storeWholeTurns(turns, now, payload) {
      const { rows } = await pool.run(storeTurnsStatement(turns, now, { channel: CHANNEL, payload }));
      return new Set(rows.map(({ id }) => id));
    },
    async publish(queries, payload) {
      await sql`select pg_notify(${CHANNEL}, ${payload})`.execute(queries);
    },
    async listen(onPayload, onGap) {
      await listener?.start(onPayload, onGap);
    },
    async deadAmong(owners) {
      const dead: number[] = [];
      for (const other of owners) if (await isGone(db, other)) dead.push(other);
      return dead;
    },
    async check() {
      await writeProbe(db);
    },
    async close() {
      await listener?.close();
      await db.destroy();
    },
  };
}

/**
 * Every server holds the advisory lock of its owner number while it is connected, so if the lock can be taken, its
 * server is gone. The lock is released with the transaction.
 */
async function isGone(db: Kysely<Tables>, owner: number): Promise<boolean> {
  return await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{
      gone: boolean;
    }>`select pg_try_advisory_xact_lock(${owner}::bigint) as gone`.execute(transaction);
    return rows[0]?.gone === true;
  });
}

/** Times and numbers stay below 2^53, so bigint columns are read as numbers, as they are from SQLite. */
const getTypeParser: typeof types.getTypeParser = (id: number, format?: 'text' | 'binary') =>
  id === INT8 && format !== 'binary' ? Number : types.getTypeParser(id, format);

interface PoolParts {
  patienceMs: number;
  outages: OutageLog;
  meter: QueryMeter;
}

/** The pool as kysely uses it: no query waits forever, and errors are classified at the boundary. */
function openPool(connection: ClientConfig, { patienceMs, outages, meter }: PoolParts) {
  const pool = new Pool({ ...connection, max: 8, types: { getTypeParser }, Client: DisposableClient });
  const idle = new Set<DisposableClient>();
  const translated = new WeakMap<PoolClient, TranslatedClient>();
  const dropIdle = (): void => {
    for (const client of idle) client.destroy();
  };
  // An idle connection that breaks is reported here; without a listener, the error would end the process. The next
  // query shows whether the database is unavailable.
  pool.on('error', () => undefined);
  // A connection that breaks between two queries of a transaction reports it itself; the pool does not listen to a
  // connection in use, and the transaction's next query fails anyway.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('acquire', (client) => idle.delete(asDisposable(client)));
  pool.on('release', (_error, client) => idle.add(asDisposable(client)));
  pool.on('remove', (client) => idle.delete(asDisposable(client)));
  return {
    options: pool.options,
    end: () => pool.end(),
    /** Closes idle connections: their host may be gone. */
    dropIdle,
    /** Runs one statement on a connection of its own. */
    async run(statement: NamedStatement): Promise<StoredRows> {
      const client = await this.connect();
      try {
        return await client.run(statement);
      } finally {
        client.release();
      }
    },
    async connect(): Promise<TranslatedClient> {
      const client = await pool.connect().catch((error: unknown) => {
        throw asStoreError(error, outages);
      });
      const known = translated.get(client);
      if (known !== undefined) return known;
      const made = translateClient(client, { patienceMs, outages, meter, onSilence: dropIdle });
      translated.set(client, made);
      return made;
    },
  };
}

/** The pool creates its clients with this class. */
const asDisposable = (client: PoolClient): DisposableClient => {
  if (!(client instanceof DisposableClient)) throw new TypeError('The pool has a client of another class');
  return client;
};

interface TranslatedClient extends PostgresPoolClient {
  run(statement: NamedStatement): Promise<StoredRows>;
}

function translateClient(
  client: PoolClient,
  { patienceMs, outages, meter, onSilence }: PoolParts & { onSilence: () => void },
): TranslatedClient {
  let broken: unknown;
  const send = async (query: QueryConfig): Promise<unknown> => {
    const { text } = query;
    // Such a connection may never answer: rolling back on it would only wait once more.
    if (broken !== undefined) throw new StoreUnavailable(broken);
    const began = performance.now();
    let hasFailed = true;
    try {
      const result = await answered(asDisposable(client), patienceMs, () => client.query(query));
      hasFailed = false;
      outages.worked('unreachable');
      if (isWrite(text)) outages.worked('unwritable');
      return result;
    } catch (error) {
      if (!(error instanceof DatabaseError)) {
        broken = error;
        // What happened to this connection has also happened to those opened with it.
        onSilence();
      }
      throw asStoreError(error, outages);
    } finally {
      meter(kindOf(text), (performance.now() - began) / 1000, hasFailed);
    }
  };
  const query = (text: string, parameters: unknown[] = []): Promise<unknown> =>
    send({ text, values: parameters.map(asParameter) });
  return {
    // Kysely also allows cursors here, which this store does not use.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    query: query as PostgresPoolClient['query'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    run: send as TranslatedClient['run'],
    release: (destroy) => client.release(destroy === true || broken !== undefined),
  };
}

const asParameter = (value: unknown): unknown => (typeof value === 'string' ? wellFormed(value) : value);

function asStoreError(error: unknown, outages: OutageLog): unknown {
  const code = error instanceof DatabaseError ? (error.code ?? '') : undefined;
  if (code !== undefined && !CONDITION.test(code)) return error;
  // A statement that took too long (57014) says nothing about the next one.
  if (code !== '57014')
    outages.failed(code !== undefined && UNWRITABLE.test(code) ? 'unwritable' : 'unreachable', error);
  return new StoreUnavailable(error);
}
