import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '#config.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import { StoreError } from '#store/errors.ts';
import { examineDatabase } from '#store/examine.ts';
import { type Finding, mend, ok } from './finding.ts';

const MEGABYTE = 1024 * 1024;
/** With less than this, uploads on a busy day could fill the disk. */
const MIN_FREE = 512 * MEGABYTE;

/**
 * Checks that the database exists, has this version's schema and accepts writes. It writes one row to show that, and
 * changes nothing else.
 */
export async function checkDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Finding> {
  const what = config.databaseUrl === undefined ? `SQLite in ${config.dataDir}` : 'PostgreSQL';
  try {
    const found = await examineDatabase(config);
    switch (found.kind) {
      case 'none':
        return ok(`${what}: empty; the first start sets it up`);
      case 'behind':
        return ok(`${what}: from an older version; the next start upgrades it`);
      case 'current':
        return ok(`${what}: schema ${found.schema}, writable`);
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return mend(
      error.code === 'StoreUnavailable'
        ? `The database (${what}) rejects writes: it is full, read-only or overloaded. Make room, or check its permissions.`
        : error.message,
    );
  }
}

/** Checks that DATA_DIR is writable and has room. */
export async function checkDisk(dataDir: string): Promise<Finding> {
  const folder = await existingFolder(dataDir);
  try {
    await access(folder, constants.W_OK);
  } catch {
    return mend(`DATA_DIR: ${folder} is not writable; make the user who runs the server its owner.`);
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const room = `${Math.floor(free / MEGABYTE).toLocaleString('en')} MB free in ${folder}`;
  return free < MIN_FREE ? mend(`DATA_DIR: only ${room}; make room on that disk.`) : ok(room);
}

/** The folder, or its nearest existing parent: the server creates the rest. */
async function existingFolder(folder: string): Promise<string> {
  try {
    await access(folder);
    return folder;
  } catch {
    const above = dirname(folder);
    return above === folder ? folder : await existingFolder(above);
  }
}

/** Checks that the knowledge is valid, as `npm run check-knowledge` does. */
export async function checkKnowledge(dir: string): Promise<Finding> {
  try {
    const { answers, models } = await loadKnowledge(dir);
    return ok(`${answers.size} answers, ${models.size} models in ${dir}`);
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    const [, ...problems] = error.message.split('\n');
    return mend(...problems);
  }
}
