import { randomUUID } from 'node:crypto';
import { setImmediate as turnOfLoop } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import type { Engine } from './engine.ts';

/** How much of a file is written, read and held in memory at a time: with SQLite, everybody waits for each piece. */
const PIECE_BYTES = 256 * 1024;

export interface NewUpload {
  /** Unguessable: anyone who knows it may read the file. */
  id: string;
  conversationId: string;
  name: string;
  contentType: string;
  content: Uint8Array;
}

export interface Upload {
  name: string;
  contentType: string;
  /** In bytes. */
  size: number;
}

/** Files of conversations. They are stored in the database, so that every replica and every backup has them. */
export class Uploads {
  readonly #engine: Engine;
  readonly #clock: Clock;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  newId(): string {
    return randomUUID();
  }

  /**
   * Saves a file once under its id, before the message that makes the id known. The file is deleted with its
   * conversation.
   * @throws an error of the database if there is no such conversation
   */
  async save({ id, conversationId, name, contentType, content }: NewUpload): Promise<void> {
    const { db } = this.#engine;
    await db
      .insertInto('uploads')
      .values({
        id,
        conversation_id: conversationId,
        name,
        content_type: contentType,
        size: content.byteLength,
        created_at: this.#clock().getTime(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    for (let from = 0, number = 0; from < content.byteLength; from += PIECE_BYTES, number += 1) {
      await db
        .insertInto('upload_chunks')
        .values({ upload_id: id, number, content: content.subarray(from, from + PIECE_BYTES) })
        .onConflict((conflict) => conflict.columns(['upload_id', 'number']).doNothing())
        .execute();
      await turnOfLoop();
    }
  }

  /** Removes files that never became part of a message. */
  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#engine.db.deleteFrom('uploads').where('id', 'in', ids).execute();
  }

  async find(id: string): Promise<Upload | undefined> {
    const row = await this.#engine.db
      .selectFrom('uploads')
      .select(['name', 'content_type', 'size'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row && { name: row.name, contentType: row.content_type, size: row.size };
  }

  /** A file's content, piece by piece, as it is asked for. */
  async *pieces(id: string): AsyncGenerator<Uint8Array> {
    for (let number = 0; ; number += 1) {
      const row = await this.#engine.db
        .selectFrom('upload_chunks')
        .select('content')
        .where('upload_id', '=', id)
        .where('number', '=', number)
        .executeTakeFirst();
      if (row === undefined) return;
      yield row.content;
    }
  }

  /** The bytes stored for a conversation, and for its visitor in total. */
  async bytesOf({
    conversationId,
    userId,
  }: {
    conversationId: string;
    userId: string;
  }): Promise<{ conversation: number; visitor: number }> {
    const rows = await this.#engine.db
      .selectFrom('uploads')
      .innerJoin('conversations', 'conversations.id', 'uploads.conversation_id')
      .select(['uploads.conversation_id', (eb) => eb.fn.sum<number | string>('uploads.size').as('bytes')])
      .where('conversations.user_id', '=', userId)
      .groupBy('uploads.conversation_id')
      .execute();
    // PostgreSQL returns sums as strings.
    const bytes = rows.map((row) => ({ id: row.conversation_id, bytes: Number(row.bytes) }));
    return {
      conversation: bytes.find(({ id }) => id === conversationId)?.bytes ?? 0,
      visitor: bytes.reduce((sum, each) => sum + each.bytes, 0),
    };
  }
}
