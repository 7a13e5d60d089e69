import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { databaseFile } from '#store/sqlite.ts';
import { openStore } from '#store/store.ts';
import { silent } from './silent.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A SQLite database with the newest schema and nothing in it. */
    emptyDatabase: string;
  }
}

/**
 * Runs before all test files: creates the SQLite database that tests start from. Copying it takes a millisecond, and
 * creating its tables a twentieth of a second.
 */
export default async function migrateOnce({ provide }: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'support-bot-empty-'));
  const store = await openStore({ dataDir }, { clock: () => new Date(), log: silent });
  await store.close();
  provide('emptyDatabase', databaseFile(dataDir));
  return () => rm(dataDir, { recursive: true });
}
