import { copyFileSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { databaseFile } from '#store/sqlite.ts';
import { classifierCacheDir, shortCacheDir } from './classifier-cache.ts';

/**
 * Creates a data folder for one test, because a folder serves only one server. It contains the validated content and
 * the trained classifiers, which are linked rather than copied because they are megabytes in size, and no database yet.
 * It is removed at the end of the run.
 */
export function createDataDir(): string {
  const dataDir = mkdtempSync(join(inject('runFolder'), 'data-'));
  for (const cacheDir of [classifierCacheDir, shortCacheDir]) {
    const caches = readdirSync(cacheDir).filter((name) => name.endsWith('.bin'));
    for (const name of caches) symlinkSync(join(cacheDir, name), join(dataDir, name));
  }
  return dataDir;
}

/**
 * Creates a data folder as `createDataDir` does, with an empty database, so that a server need not create its tables.
 */
export function createMigratedDataDir(): string {
  const dataDir = createDataDir();
  copyEmptyDatabase(dataDir);
  return dataDir;
}

/** Puts an empty database with the newest schema in a folder. */
export const copyEmptyDatabase = (dataDir: string): void =>
  copyFileSync(inject('emptyDatabase'), databaseFile(dataDir));
