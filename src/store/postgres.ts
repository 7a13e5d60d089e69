import { randomInt } from 'node:crypto';
import { Kysely, PostgresDialect, type PostgresPoolClient, sql } from 'kysely';
import { type ClientConfig, DatabaseError, Pool, type PoolClient, types } from 'pg';
import type { Logger } from 'pino';
import type { Engine } from './engine.ts';
import { StoreUnavailable } from './errors.ts';
import { openListener } from './postgres-listener.ts';
import type { Tables } from './schema.ts';

const CHANNEL = 'support_activities';
const INT8 = 20;

// SQLSTATE classes that say the server is away or cannot work now, not that a query is wrong:
// 08 connection, 53 resources, 57 operator intervention, 58 system error; 25006 read-only transaction.
const CONDITION = /^(?:08|53|57|58)|^25006$/;

export interface PostgresOptions {
  databaseUrl: string;
  /** `server` listens to other replicas and is known among them; `tool` only runs queries. */
  role: 'server' | 'tool';
  log: Logger;
}

/** A pool over one PostgreSQL database; nothing is connected before the first query. */
export function openPostgres({ databaseUrl, role, log }: PostgresOptions): Engine {
  const owner = randomInt(1, 2 ** 47);
  const connection: ClientConfig = {
    connectionString: databaseUrl,
    connectionTimeoutMillis: 3000,
    keepAlive: true,
    statement_timeout: 15_000,
    application_name: 'engenius-support-bot',
  };
  const pool = new Pool({ ...connection, max: 8, types: { getTypeParser } });
  // An idle connection that breaks is reported here; unheard, the error would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'A database connection was lost'));
  // So is one that breaks between two queries of a transaction, by the connection itself; the pool does not
  // listen to a connection in use, and the transaction's next query fails anyway.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: translatedPool(pool) }) });
  const listener = role === 'server' ? openListener({ connection, channel: CHANNEL, owner, log }) : undefined;
  return {
    kind: 'postgres',
    db,
    rowsPerStatement: 100,
    owner,
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
    async close() {
      await listener?.close();
      await db.destroy();
    },
  };
}

/**
 * Every server holds the advisory lock of its owner number for as long as it is connected, so a lock that
 * can be had means its server is gone. It is given back with the transaction.
 */
async function isGone(db: Kysely<Tables>, owner: number): Promise<boolean> {
  return await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{
      gone: boolean;
    }>`select pg_try_advisory_xact_lock(${owner}::bigint) as gone`.execute(transaction);
    return rows[0]?.gone === true;
  });
}

/** Times and numbers stay below 2^53, so bigint columns come as numbers, as they do from SQLite. */
const getTypeParser: typeof types.getTypeParser = (id: number, format?: 'text' | 'binary') =>
  id === INT8 && format !== 'binary' ? Number : types.getTypeParser(id, format);

/** The pool as kysely uses it, its errors told apart at the boundary. */
function translatedPool(pool: Pool) {
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect(): Promise<PostgresPoolClient> {
      const client = await pool.connect().catch((error: unknown) => {
        throw asStoreError(error);
      });
      const known = clients.get(client);
      if (known !== undefined) return known;
      const translatedClient = translateClient(client);
      clients.set(client, translatedClient);
      return translatedClient;
    },
  };
}

function translateClient(client: PoolClient): PostgresPoolClient {
  let broken = false;
  const query = async (text: string, parameters: unknown[]): Promise<unknown> => {
    try {
      return await client.query(text, parameters);
    } catch (error) {
      broken ||= !(error instanceof DatabaseError);
      throw asStoreError(error);
    }
  };
  return {
    // Kysely also allows cursors here, which this store does not use.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    query: query as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy === true || broken),
  };
}

function asStoreError(error: unknown): unknown {
  if (error instanceof DatabaseError && !CONDITION.test(error.code ?? '')) return error;
  return new StoreUnavailable(error);
}
