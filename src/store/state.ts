import type { Queries } from './engine.ts';
import { inParts } from './batcher.ts';

/** The eTag that stands for "whatever is there". */
export const ANY = '*';
/** The eTag that stands for "nothing is there yet". */
export const NONE = '';

export interface StateItem {
  /** JSON without the eTag. */
  value: string;
  etag: string;
}

/** One key's new value, or its deletion, on condition that the key still has the eTag that was read. */
export interface StateChange {
  key: string;
  /** Undefined deletes the key. */
  value: string | undefined;
  /** An eTag that was read, `ANY`, or `NONE`. */
  expected: string;
  /** The eTag of the new value. */
  etag: string;
}

/** @returns the items that exist */
export async function readState(queries: Queries, keys: string[]): Promise<Map<string, StateItem>> {
  if (keys.length === 0) return new Map();
  const rows = await queries
    .selectFrom('bot_state')
    .select(['key', 'value', 'etag'])
    .where('key', 'in', keys)
    .execute();
  return new Map(rows.map(({ key, value, etag }) => [key, { value, etag }]));
}

/**
 * Writes all changes whose condition holds; keys must be distinct.
 * @returns the keys whose condition did not hold: if there are any, roll the transaction back
 */
export async function writeState(
  queries: Queries,
  changes: StateChange[],
  now: number,
  rowsPerStatement: number,
): Promise<string[]> {
  const conflicts: string[] = [];
  const writes = changes.filter(({ value }) => value !== undefined);
  for (const part of inParts(writes, rowsPerStatement)) {
    const rows = part.map(({ key, value, expected, etag }) => ({
      key,
      value: value ?? '',
      etag,
      expected_etag: expected,
      updated_at: now,
    }));
    const written = await queries
      .insertInto('bot_state')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet((eb) => ({
            value: eb.ref('excluded.value'),
            etag: eb.ref('excluded.etag'),
            expected_etag: eb.ref('excluded.expected_etag'),
            updated_at: eb.ref('excluded.updated_at'),
          }))
          .where((eb) =>
            eb.or([
              eb('excluded.expected_etag', '=', ANY),
              eb('bot_state.etag', '=', eb.ref('excluded.expected_etag')),
            ]),
          ),
      )
      .returning('key')
      .execute();
    if (written.length < part.length) {
      const done = new Set(written.map(({ key }) => key));
      conflicts.push(...part.map(({ key }) => key).filter((key) => !done.has(key)));
    }
  }
  for (const { key, value, expected } of changes) {
    if (value !== undefined) continue;
    const deletion = queries.deleteFrom('bot_state').where('key', '=', key);
    const { numDeletedRows } = await (
      expected === ANY || expected === NONE ? deletion : deletion.where('etag', '=', expected)
    ).executeTakeFirst();
    if (numDeletedRows === 0n && expected !== ANY && expected !== NONE) conflicts.push(key);
  }
  return conflicts;
}
