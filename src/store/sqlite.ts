import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import type { Logger } from 'pino';
import { wellFormed } from '#text/well-formed.ts';
import type { Engine } from './engine.ts';
import { StoreError, StoreUnavailable } from './errors.ts';
import { watchDatabaseFile } from './file-guard.ts';
import { createOutageLog, type OutageLog } from './outage-log.ts';
import { kindOf, type QueryMeter } from './query-meter.ts';
import type { Tables } from './schema.ts';
import { createStoreTurns } from './sqlite-whole-turns.ts';
import { writeProbe } from './write-probe.ts';

const FILE = 'support.db';
const LOCK_FILE = 'support.lock';
const PROBE_FILE = 'support.probe';
/** About as much as a few messages take: a disk with less room is full. */
const PROBE_BYTES = 64 * 1024;

const WRITES = /^(?:insert|update|delete|commit)\b/;

// SQLite's primary result codes for a condition of the disk, not a fault of the query:
// BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN (https://sqlite.org/rescode.html).
const CONDITIONS = new Set([5, 6, 8, 10, 11, 13, 14]);

/** The database file of a data directory. */
export const databaseFile = (dataDir: string): string => join(dataDir, FILE);

export interface SqliteOptions {
  dataDir: string;
  /** `server`: alone in this directory until it ends. `tool`: alongside a running server, for maintenance. */
  role: 'server' | 'tool';
  localTime: Engine['localTime'];
  log: Logger;
  meter: QueryMeter;
}

/**
 * Opens (or creates) the SQLite database of a data directory.
 * @throws StoreError `DataDirectoryInUse` if another server process has it; `StoreUnavailable` if the directory cannot
 *   be written
 */
export function openSqlite({ dataDir, role, localTime, log, meter }: SqliteOptions): Engine {
  const lock = role === 'server' ? lockDirectory(dataDir) : undefined;
  const database = translated(() => new DatabaseSync(databaseFile(dataDir), { timeout: 5000 }));
  translated(() => {
    // WAL with synchronous=NORMAL loses nothing if the process is killed, and never corrupts the database; only a power
    // cut can lose the last moments.
    database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on');
    // Kilobytes of pages; the file system caches the others.
    database.exec('pragma cache_size = -16384; pragma wal_autocheckpoint = 4000');
  });
  const outages = createOutageLog(role === 'server' ? log : undefined);
  const guard = createGuard(databaseFile(dataDir), { outages, meter });
  const db = new Kysely<Tables>({
    dialect: new TransactionalDialect({ database: asKyselyDatabase(database, guard) }),
  });
  const storeTurns = createStoreTurns(database);
  return {
    kind: 'sqlite',
    db,
    rowsPerStatement: 1,
    processId: randomInt(1, 2 ** 47),
    localTime,
    async storeWholeTurns(turns, now) {
      if (!database.isOpen) throw closed();
      const store = (): Set<string> => guard.run('commit', () => storeTurns(turns, now));
      // Between two statements of one of kysely's transactions, the connection is taken.
      return database.isTransaction ? await db.connection().execute(() => Promise.resolve(store())) : store();
    },
    publish: () => Promise.resolve(),
    listen: () => Promise.resolve(),
    // This process holds the directory's lock, so any other process that once owned a conversation is gone.
    deadAmong: (owners) => Promise.resolve(owners),
    async check() {
      await checkDisk(join(dataDir, PROBE_FILE));
      await writeProbe(db);
      // The probe writes a small row in an existing page; the write that just failed may have needed more room.
      if (outages.isOn('unwritable'))
        throw new StoreUnavailable(new Error('The last write did not fit on the disk.'));
    },
    async close() {
      await db.destroy();
      if (database.isOpen) database.close();
      if (lock?.isOpen === true) lock.close();
    },
  };
}

/**
 * Kysely does not run SQLite migrations in a transaction, although SQLite can undo schema changes: a process killed
 * during a migration would leave it half done.
 */
class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
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

/** The checks between a write and its acknowledgement. */
interface Guard {
  /** Runs a statement. @throws StoreUnavailable, even if the statement succeeds, when what it wrote would be lost */
  run<T>(sql: string, work: () => T): T;
}

function createGuard(file: string, { outages, meter }: { outages: OutageLog; meter: QueryMeter }): Guard {
  let isSameFile: (() => boolean) | undefined;
  const checkFile = (): void => {
    // The log next to the database exists from the first write on.
    isSameFile ??= watchDatabaseFile(file);
    if (isSameFile()) {
      outages.worked('file gone');
      return;
    }
    const error = new Error(`${file} is not the file any more that was opened.`);
    outages.failed('file gone', error);
    throw new StoreUnavailable(error);
  };
  return {
    run(sql, work) {
      const began = performance.now();
      let hasFailed = true;
      try {
        const result = work();
        if (WRITES.test(sql)) {
          checkFile();
          outages.worked('unwritable');
        }
        hasFailed = false;
        return result;
      } catch (error) {
        const known = asStoreError(error);
        if (known instanceof StoreUnavailable && known !== error) outages.failed('unwritable', error);
        throw known;
      } finally {
        meter(kindOf(sql), (performance.now() - began) / 1000, hasFailed);
      }
    },
  };
}

/** @throws StoreUnavailable if there is no room on the disk for a small file */
async function checkDisk(file: string): Promise<void> {
  try {
    await writeFile(file, Buffer.alloc(PROBE_BYTES, 'x'), { mode: 0o600 });
    await rm(file, { force: true });
  } catch (error) {
    throw asStoreError(error);
  }
}

/** node:sqlite in the shape that kysely expects, with statements prepared once. */
function asKyselyDatabase(database: DatabaseSync, guard: Guard): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close() {
      if (database.isOpen) database.close();
    },
    prepare(sql) {
      // Requests may still come in while the server closes.
      if (!database.isOpen) throw closed();
      // A full disk ends the transaction by itself; rolling it back again would hide that error.
      if (sql === 'rollback' && !database.isTransaction) return NOTHING_TO_DO;
      const cached = statements.get(sql);
      if (cached !== undefined) return cached;
      // A transaction that begins as a reader and then writes can fail because of another process's write.
      const prepared = translated(() => database.prepare(sql === 'begin' ? 'begin immediate' : sql));
      const statement = asKyselyStatement(sql, prepared, guard);
      if (statements.size >= 500) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
  };
}

const closed = (): StoreUnavailable => new StoreUnavailable(new Error('The database is closed'));

const NOTHING_TO_DO: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

function asKyselyStatement(sql: string, statement: StatementSync, guard: Guard): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => guard.run(sql, () => statement.all(...asInputs(parameters))),
    run: (parameters) => guard.run(sql, () => statement.run(...asInputs(parameters))),
    iterate: (parameters) => statement.iterate(...asInputs(parameters)),
  };
}

/** Kysely types parameters as unknown; node:sqlite itself refuses what it cannot bind. */
const asInputs = (parameters: ReadonlyArray<unknown>): SQLInputValue[] =>
  parameters.map((value) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    typeof value === 'string' ? wellFormed(value) : (value as SQLInputValue),
  );

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

/** The primary result code: extended codes use the upper bytes for details. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}
