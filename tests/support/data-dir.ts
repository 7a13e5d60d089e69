import { copyFileSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { classifierCacheDir } from './classifier-cache.ts';

/**
 * A data folder of the test's own, with the trained classifier already in it: a folder serves one server.
 * Removed at the end of the run.
 */
export function createDataDir(): string {
  const dataDir = mkdtempSync(join(inject('runFolder'), 'data-'));
  const caches = readdirSync(classifierCacheDir).filter((name) => name.endsWith('.bin'));
  for (const name of caches) copyFileSync(join(classifierCacheDir, name), join(dataDir, name));
  return dataDir;
}
