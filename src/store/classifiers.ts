import { setImmediate } from 'node:timers/promises';
import type { Engine } from './engine.ts';

/**
 * How many of the most recently used classifiers are kept: enough for the latest releases, and for servers of another
 * version of the program.
 */
const MAX_CLASSIFIERS = 6;
/** A piece is stored or read within a millisecond or two, so that nobody has to wait for a whole classifier. */
const PIECE_BYTES = 2 ** 18;
/** A server that has not stored all pieces within this time never will. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** A trained classifier; undefined when none was stored under this key. */
export async function readClassifier({ db }: Engine, key: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('classifiers').select('content').where('key', '=', key).executeTakeFirst();
  // A server of an older version, which may be running at the same time, stores it whole.
  if (row === undefined || row.content.length > 0) return row?.content;
  const { last } = await db
    .selectFrom('classifier_pieces')
    .select((columns) => columns.fn.max('number').as('last'))
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  const bytes = new Uint8Array(((last ?? -1) + 1) * PIECE_BYTES);
  let end = 0;
  for (let number = 0; number <= (last ?? -1); number += 1) {
    await setImmediate();
    const piece = await db
      .selectFrom('classifier_pieces')
      .select('content')
      .where('key', '=', key)
      .where('number', '=', number)
      .executeTakeFirst();
    if (piece === undefined) return undefined;
    bytes.set(piece.content, number * PIECE_BYTES);
    end = number * PIECE_BYTES + piece.content.length;
  }
  return bytes.subarray(0, end);
}

/** Whether there is a classifier under this key. The caller is about to use it, so it is kept. */
export async function useClassifier({ db }: Engine, key: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('classifiers')
    .set({ used_at: at.getTime() })
    .where('key', '=', key)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Stores a trained classifier, replacing the one under this key. Each takes megabytes, so only the most recently used
 * ones are kept. It becomes visible once all of its pieces are stored: a server that is killed before that leaves
 * nothing visible.
 */
export async function writeClassifier(
  engine: Engine,
  key: string,
  bytes: Uint8Array,
  at: Date,
): Promise<void> {
  const { db } = engine;
  const created_at = at.getTime();
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    const content = Buffer.from(
      bytes.buffer,
      bytes.byteOffset + from,
      Math.min(PIECE_BYTES, bytes.length - from),
    );
    await db
      .insertInto('classifier_pieces')
      .values({ key, number: from / PIECE_BYTES, created_at, content })
      .onConflict((conflict) => conflict.columns(['key', 'number']).doUpdateSet({ created_at, content }))
      .execute();
    await setImmediate();
  }
  const whole = { content: Buffer.alloc(0), used_at: created_at };
  await db
    .insertInto('classifiers')
    .values({ key, created_at, ...whole })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(whole))
    .execute();
  await removeUnused(engine, key, at);
}

/** @param key of the classifier that was just stored */
async function removeUnused({ db }: Engine, key: string, at: Date): Promise<void> {
  const unused = await db
    .deleteFrom('classifiers')
    .where('key', 'not in', (eb) =>
      eb
        .selectFrom('classifiers')
        .select('key')
        .orderBy(eb.fn.coalesce('used_at', 'created_at'), 'desc')
        .orderBy('key')
        .limit(MAX_CLASSIFIERS),
    )
    .where('key', '<>', key)
    .returning('key')
    .execute();
  const left = await db
    .selectFrom('classifier_pieces')
    .select(['key', 'number'])
    .where((eb) =>
      eb.or([
        eb('key', 'in', ['', ...unused.map((row) => row.key)]),
        // Another server may be storing its pieces at this moment.
        eb.and([
          eb('created_at', '<', at.getTime() - ABANDONED_MS),
          eb('key', 'not in', eb.selectFrom('classifiers').select('key')),
        ]),
      ]),
    )
    .execute();
  for (const piece of left) {
    await db
      .deleteFrom('classifier_pieces')
      .where('key', '=', piece.key)
      .where('number', '=', piece.number)
      .execute();
    await setImmediate();
  }
}
