import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '#config.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import { StoreError } from '#store/errors.ts';
import { examineDatabase } from '#store/examine.ts';
import { type Finding, mend, ok } from './finding.ts';

const MEGABYTE = 1024 * 1024;
/** With less, uploads and a busy day fill the disk. */
const LEAST_FREE = 512 * MEGABYTE;

/** Whether the database is there, of this version, and takes what is written. Nothing in it is changed. */
export async function checkDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Finding> {
  const what = config.databaseUrl === undefined ? `SQLite in ${config.dataDir}` : 'PostgreSQL';
  try {
    const found = await examineDatabase(config);
    switch (found.kind) {
      case 'none':
        return ok(`${what}: empty; the first start sets it up`);
      case 'behind':
        return ok(`${what}: of an older version; the next start brings it up to date`);
      case 'current':
        return ok(`${what}: schema ${found.schema}, takes what is written`);
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return mend(
      error.code === 'StoreUnavailable'
        ? `The database (${what}) takes nothing: it is full, read-only or overloaded. Make room, or check its permissions.`
        : error.message,
    );
  }
}

/** Whether DATA_DIR can be written, and has room. */
export async function checkDisk(dataDir: string): Promise<Finding> {
  const folder = await existingFolder(dataDir);
  try {
    await access(folder, constants.W_OK);
  } catch {
    return mend(`DATA_DIR: ${folder} cannot be written; give it to the user who runs the server.`);
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const room = `${Math.floor(free / MEGABYTE).toLocaleString('en')} MB free in ${folder}`;
  return free < LEAST_FREE ? mend(`DATA_DIR: only ${room}; make room on that disk.`) : ok(room);
}

/** The folder, or the nearest one above it that is there: the server makes the rest. */
async function existingFolder(folder: string): Promise<string> {
  try {
    await access(folder);
    return folder;
  } catch {
    const above = dirname(folder);
    return above === folder ? folder : await existingFolder(above);
  }
}

/** Whether the knowledge is whole, as `npm run check-knowledge` finds out. */
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
