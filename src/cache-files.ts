import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Files in DATA_DIR that cache the results of slow work. A file's name consists of `prefix` and a key that says what it
 * was made from. Nothing is lost if they are deleted.
 */
export interface CacheFile {
  dataDir: string;
  /** The beginning of the names of all files of this kind. */
  prefix: string;
  /** A hash of everything that the content depends on, the code included. */
  key: string;
}

export const cachePath = ({ dataDir, prefix, key }: CacheFile): string =>
  join(dataDir, `${prefix}${key}.bin`);

/** @returns undefined if there is none @throws if it cannot be read */
export async function readCacheFile(file: CacheFile): Promise<Uint8Array | undefined> {
  try {
    return await readFile(cachePath(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Writes under a temporary name first, so that a crash leaves no partial file. Then removes the oldest files of its
 * kind.
 * @param most how many may stay
 * @throws if it cannot be written
 */
export async function writeCacheFile(file: CacheFile, bytes: Uint8Array, most = 1): Promise<void> {
  const { dataDir, prefix } = file;
  const path = cachePath(file);
  await mkdir(dataDir, { recursive: true });
  const unfinished = `${path}.${process.pid}.tmp`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, path);
  const names = (await readdir(dataDir)).filter((name) => name.startsWith(prefix) && name.endsWith('.bin'));
  const others = names.map((name) => join(dataDir, name)).filter((other) => other !== path);
  const ages = await Promise.all(others.map(writtenAt));
  const newestFirst = [...others.keys()].sort((a, b) => ages[b]! - ages[a]!);
  await Promise.all(newestFirst.slice(most - 1).map((at) => rm(others[at]!, { force: true })));
}

/** Another server may have removed it in the meantime. */
const writtenAt = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/** Hashes the code in some folders, so that results of older code are never used, even if nobody bumps a version. */
export async function hashOfCode(dirs: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const dir of dirs) {
    const files = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
    const texts = await Promise.all(files.map((file) => readFile(join(dir, file))));
    for (const [at, file] of files.entries()) hash.update(file).update(texts[at]!);
  }
  return hash.digest('hex');
}
