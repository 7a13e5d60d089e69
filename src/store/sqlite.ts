import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import type { Engine } from './engine.ts';
import { StoreError, StoreUnavailable } from './errors.ts';
import type { Tables } from './schema.ts';

const FILE = 'support.db';
const LOCK_FILE = 'support.lock';

// SQLite's primary result codes for a condition of the disk, not a fault of the query:
// BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN (https://sqlite.org/rescode.html).
const CONDITIONS = new Set([5, 6, 8, 10, 11, 13, 14]);

/** The database file of a data directory. */
export const databaseFile = (dataDir: string): string => join(dataDir, FILE);

export interface SqliteOptions {
  dataDir: string;
  /** `server`: alone in this directory until it ends. `tool`: beside a running server, for maintenance. */
  role: 'server' | 'tool';
}

/**
 * Opens (or makes) the SQLite database of a data directory.
 * @throws StoreError `DataDirectoryInUse` when another server process has it; `StoreUnavailable` when the
 *   directory cannot be written
 */
export function openSqlite({ dataDir, role }: SqliteOptions): Engine {
  const lock = role === 'server' ? lockDirectory(dataDir) : undefined;
  const database = translated(() => new DatabaseSync(databaseFile(dataDir), { timeout: 5000 }));
  translated(() => {
    // WAL with synchronous=NORMAL loses nothing when the process is killed, and never corrupts; only a
    // power cut can cost the last moments.
    database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on');
    database.exec('pragma cache_size = -65536; pragma wal_autocheckpoint = 4000');
  });
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) });
  return {
    kind: 'sqlite',
    db,
    rowsPerStatement: 1,
    owner: randomInt(1, 2 ** 47),
    publish: () => Promise.resolve(),
    listen: () => Promise.resolve(),
    // The directory's lock is ours, so whoever else once owned a conversation is gone.
    deadAmong: (owners) => Promise.resolve(owners),
    async close() {
      await db.destroy();
      if (database.isOpen) database.close();
      if (lock?.isOpen === true) lock.close();
    },
  };
}

/** An exclusive lock that the operating system releases when the process dies, however it dies. */
function lockDirectory(dataDir: string): DatabaseSync {
  translated(() => mkdirSync(dataDir, { recursive: true, mode: 0o700 }));
  const lock = translated(() => new DatabaseSync(join(dataDir, LOCK_FILE)));
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (sqliteCode(error) !== 5) throw asStoreError(error);
    throw new StoreError(
      'DataDirectoryInUse',
      `Another server is running on ${dataDir}. Stop it, or give this one its own DATA_DIR.`,
      { cause: error },
    );
  }
}

/** node:sqlite in the shape kysely expects, with statements prepared once. */
function asKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close() {
      if (database.isOpen) database.close();
    },
    prepare(sql) {
      // Requests may still come in while the server closes.
      if (!database.isOpen) throw new StoreUnavailable(new Error('The database is closed'));
      // A full disk ends the transaction by itself; rolling it back again would hide that error.
      if (sql === 'rollback' && !database.isTransaction) return NOTHING_TO_DO;
      const cached = statements.get(sql);
      if (cached !== undefined) return cached;
      // A transaction that begins as a reader and then writes can fail on another process's write.
      const prepared = translated(() => database.prepare(sql === 'begin' ? 'begin immediate' : sql));
      const statement = asKyselyStatement(prepared);
      if (statements.size >= 500) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
  };
}

const NOTHING_TO_DO: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => translated(() => statement.all(...asInputs(parameters))),
    run: (parameters) => translated(() => statement.run(...asInputs(parameters))),
    iterate: (parameters) => statement.iterate(...asInputs(parameters)),
  };
}

/** Kysely knows parameters as unknown; node:sqlite itself refuses what it cannot bind. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const asInputs = (parameters: ReadonlyArray<unknown>) => parameters as SQLInputValue[];

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error);
  }
}

function asStoreError(error: unknown): unknown {
  const code = sqliteCode(error);
  const isFileSystem = error instanceof Error && 'syscall' in error;
  return isFileSystem || (code !== undefined && CONDITIONS.has(code)) ? new StoreUnavailable(error) : error;
}

/** The primary result code: extended codes carry more in their upper bytes. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}
