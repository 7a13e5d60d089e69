import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { createLog } from '#log.ts';
import { openEngine } from '#store/open-engine.ts';
import { noMeter } from '#store/query-meter.ts';
import { databaseFile } from '#store/sqlite.ts';

/** Marks a data folder as a demonstration. */
const MARKER = 'demonstration.json';

const markerSchema = z.object({
  /** When the conversations were generated. ISO 8601. */
  madeAt: z.string(),
  /** The password of the one account for signing in. Only the owner can read the folder. */
  password: z.string(),
});

/** What a demonstration's folder records about itself. */
export type DemoMarker = z.infer<typeof markerSchema>;

/** The folder contains something other than a demonstration; nothing in it has been touched. */
class NotADemo extends Error {
  readonly code = 'NOT_A_DEMO';

  constructor(dataDir: string) {
    super(
      `${resolve(dataDir)} is in use for something else than a demonstration, so nothing was done. Choose an empty folder with --data-dir.`,
    );
    this.name = 'NotADemo';
  }
}

/** Reads the marker of a data folder. @returns undefined if the folder is not a demonstration, or an unfinished one */
export function readDemoMarker(dataDir: string): DemoMarker | undefined {
  if (!isDemo(dataDir)) return undefined;
  const parsed = markerSchema.safeParse(JSON.parse(readFileSync(join(dataDir, MARKER), 'utf8')));
  return parsed.success ? parsed.data : undefined;
}

/** Whether a data folder contains a demonstration. */
export const isDemo = (dataDir: string): boolean => existsSync(join(dataDir, MARKER));

/** A trained classifier contains nobody's data. */
const isHarmless = (name: string): boolean =>
  name.startsWith('classifier-') || name.startsWith('knowledge-') || name === 'compile-cache';

/**
 * Prepares the folder for a new demonstration: removes the database of an earlier one, and keeps the trained
 * classifier.
 * @throws {NotADemo} if the folder contains anything else
 * @throws {StoreError} `DataDirectoryInUse` while a server runs on it
 */
export async function clearDemoFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const names = await readdir(dataDir);
  if (!isDemo(dataDir) && !names.every(isHarmless)) throw new NotADemo(dataDir);
  await refuseWhileInUse(dataDir);
  // The marker comes first, so that an interrupted demonstration is still recognised as one.
  await writeFile(join(dataDir, MARKER), '{}\n', { mode: 0o600 });
  const old = names.filter((name) => name.startsWith('support.db'));
  await Promise.all(old.map((name) => rm(join(dataDir, name), { force: true })));
}

async function refuseWhileInUse(dataDir: string): Promise<void> {
  if (!existsSync(databaseFile(dataDir))) return;
  const engine = await openEngine({ dataDir }, { log: createLog('silent'), meter: noMeter });
  await engine.close();
}

/** Marks the folder as a finished demonstration. */
export const writeDemoMarker = (dataDir: string, marker: DemoMarker): Promise<void> =>
  writeFile(join(dataDir, MARKER), `${JSON.stringify(marker, undefined, 2)}\n`, { mode: 0o600 });
