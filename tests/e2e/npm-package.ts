import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cacheFolder = join(import.meta.dirname, '../../node_modules/.cache/support-bot-e2e');
const MINUTE_MS = 60_000;

/**
 * The files of an npm package without its dependencies, fetched once and kept under node_modules/.cache: for packages
 * that are too big to install and that only these tests use. npm checks the download against the registry's hash.
 * @param exact name and version, `name@1.2.3`
 * @returns the folder that the package was unpacked to
 */
export async function npmPackage(exact: string): Promise<string> {
  const folder = join(cacheFolder, exact.replaceAll('/', '-'));
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const unpacking = await mkdtemp(join(cacheFolder, 'unpacking-'));
  try {
    const { stdout } = await run('npm', ['pack', exact, '--silent', '--pack-destination', unpacking], {
      timeout: MINUTE_MS,
    });
    await run('tar', ['-xzf', join(unpacking, stdout.trim()), '-C', unpacking], { timeout: MINUTE_MS });
    // Renamed when complete, so that an interrupted run leaves no partial package behind.
    await rename(join(unpacking, 'package'), folder);
  } finally {
    await rm(unpacking, { recursive: true, force: true });
  }
  return folder;
}
