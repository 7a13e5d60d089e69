import { mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { classifierCacheDir } from './classifier-cache.ts';

/**
 * A data folder of the test's own, with the trained classifier already in it: a folder serves one server.
 * Removed at the end of the run. The classifier takes 13 MB, so it is linked and not copied.
 */
export function createDataDir(): string {
  const dataDir = mkdtempSync(join(inject('runFolder'), 'data-'));
  const caches = readdirSync(classifierCacheDir).filter((name) => name.endsWith('.bin'));
  for (const name of caches) symlinkSync(join(classifierCacheDir, name), join(dataDir, name));
  return dataDir;
}
