import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { stateOfSchema } from './migrations.ts';
import { type StoreConfig, openEngine, opening } from './open-engine.ts';
import { noMeter } from './query-meter.ts';
import { databaseFile } from './sqlite.ts';

/** The state of a database before a server opens it. */
type Examined =
  /** It does not exist, or it is empty. */
  | { kind: 'none' }
  /** It has an older schema; the next start migrates it. */
  | { kind: 'behind' }
  | { kind: 'current'; schema: string };

/**
 * Examines a database, even while a server is using it. It changes only one row, to show that the database accepts
 * writes.
 * @throws StoreError `DatabaseTooNew`, `CannotOpen`, `StoreUnavailable`
 */
export async function examineDatabase(place: Omit<StoreConfig, 'role'>): Promise<Examined> {
  if (place.databaseUrl === undefined && !existsSync(databaseFile(place.dataDir))) return { kind: 'none' };
  const parts = { log: pino({ level: 'silent' }), meter: noMeter };
  const engine = await opening(place, () => openEngine({ ...place, role: 'tool' }, parts));
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
