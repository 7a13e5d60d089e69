import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Engine } from './engine.ts';
import type { StoreEvents } from './events.ts';

/** A text that agents send with one click. */
export interface CannedReply {
  id: string;
  title: string;
  /** Markdown; `{customer}`, `{agent}` and `{reference}` are placeholders. */
  text: string;
}

export interface CannedReplyList {
  /** In the order in which agents see them. */
  replies: readonly CannedReply[];
  /** 0 until the first edit; grows with each one. */
  version: number;
}

const listSchema = z.array(z.object({ id: z.string(), title: z.string(), text: z.string() }));

/** The list is one row, so that its order and its contents change together. */
const ROW = 1;
/** Few editors ever save at the same moment. */
const TRIES = 5;

/**
 * Stores the canned replies as edited at the desk. Until the first edit, the shipped ones apply; after that, only the
 * stored list does.
 */
export class CannedReplies {
  readonly #engine: Engine;
  readonly #events: StoreEvents;

  constructor(engine: Engine, events: StoreEvents) {
    this.#engine = engine;
    this.#events = events;
  }

  /** @param shipped the replies that apply until the first edit */
  async read(shipped: readonly Omit<CannedReply, 'id'>[]): Promise<CannedReplyList> {
    const row = await this.#row();
    if (row === undefined)
      return { replies: shipped.map((reply, at) => ({ id: `shipped-${at + 1}`, ...reply })), version: 0 };
    return { replies: listSchema.parse(JSON.parse(row.list)), version: row.version };
  }

  /** 0 until the first edit. */
  async version(): Promise<number> {
    const row = await this.#engine.db
      .selectFrom('canned_replies')
      .select('version')
      .where('id', '=', ROW)
      .executeTakeFirst();
    return row?.version ?? 0;
  }

  newId(): string {
    return randomUUID();
  }

  /**
   * Edits the list as it is at that moment, and notifies all desks.
   * @param edit returns the new list, or undefined to change nothing
   * @returns the new list; undefined if nothing was changed
   * @throws if others keep editing it
   */
  async change(
    shipped: readonly Omit<CannedReply, 'id'>[],
    edit: (replies: readonly CannedReply[]) => readonly CannedReply[] | undefined,
  ): Promise<CannedReplyList | undefined> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { replies, version } = await this.read(shipped);
      const edited = edit(replies);
      if (edited === undefined) return undefined;
      if (!(await this.#replace(version, edited))) continue;
      await this.#events.notifyDesks(this.#engine.db);
      return { replies: edited, version: version + 1 };
    }
    throw new Error('The canned replies were edited by others at the same time.');
  }

  /** Drops all edits: the shipped replies apply again. */
  async reset(): Promise<void> {
    const { db } = this.#engine;
    await db.deleteFrom('canned_replies').where('id', '=', ROW).execute();
    await this.#events.notifyDesks(db);
  }

  /** @returns false if somebody else has edited the list since */
  async #replace(version: number, replies: readonly CannedReply[]): Promise<boolean> {
    const { db } = this.#engine;
    const list = JSON.stringify(replies);
    if (version === 0) {
      const inserted = await db
        .insertInto('canned_replies')
        .values({ id: ROW, list, version: 1 })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      return inserted !== undefined;
    }
    const { numUpdatedRows } = await db
      .updateTable('canned_replies')
      .set({ list, version: version + 1 })
      .where('id', '=', ROW)
      .where('version', '=', version)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  #row() {
    return this.#engine.db.selectFrom('canned_replies').selectAll().where('id', '=', ROW).executeTakeFirst();
  }
}
