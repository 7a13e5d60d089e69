import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { stateOfSchema } from './migrations.ts';
import { type StoreConfig, openEngine, opening } from './open-engine.ts';
import { noMeter } from './query-meter.ts';
import { databaseFile } from './sqlite.ts';

/** How a database is, before anybody uses it. */
type Examined =
  /** There is none, or nothing is in it. */
  | { kind: 'none' }
  /** The next start brings it up to date. */
  | { kind: 'behind' }
  | { kind: 'current'; schema: string };

/**
 * Looks at a database beside a server that may be running. Nothing is made or changed, but for one row that shows that it
 * takes what is written.
 * @throws StoreError `DatabaseTooNew`, `CannotOpen`, `StoreUnavailable`
 */
export async function examineDatabase(place: Omit<StoreConfig, 'role'>): Promise<Examined> {
  if (place.databaseUrl === undefined && !existsSync(databaseFile(place.dataDir))) return { kind: 'none' };
  const parts = { log: pino({ level: 'silent' }), meter: noMeter };
  const engine = await opening(place, () => Promise.resolve(openEngine({ ...place, role: 'tool' }, parts)));
  try {
    const { applied, missing } = await opening(place, () => stateOfSchema(engine.db, engine.kind));
    const schema = applied.at(-1);
    if (schema === undefined) return { kind: 'none' };
    // An older schema may lack the row that the check writes.
    if (missing.length > 0) return { kind: 'behind' };
    await engine.check();
    return { kind: 'current', schema };
  } finally {
    await engine.close();
  }
}
