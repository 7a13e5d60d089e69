import { randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Engine, Queries } from './engine.ts';

export interface NewUpload {
  /** Unguessable: whoever knows it may read the file. */
  id: string;
  conversationId: string;
  name: string;
  contentType: string;
  content: Uint8Array;
}

export interface Upload {
  name: string;
  contentType: string;
  content: Uint8Array;
}

/** Files that visitors sent. They live in the database, so that every replica and every backup has them. */
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

  /** @param queries the transaction that stores the message the files belong to */
  async add(queries: Queries, uploads: NewUpload[]): Promise<void> {
    for (const { id, conversationId, name, contentType, content } of uploads)
      await queries
        .insertInto('uploads')
        .values({
          id,
          conversation_id: conversationId,
          name,
          content_type: contentType,
          size: content.byteLength,
          content,
          created_at: this.#clock().getTime(),
        })
        .execute();
  }

  async find(id: string): Promise<Upload | undefined> {
    const row = await this.#engine.db
      .selectFrom('uploads')
      .select(['name', 'content_type', 'content'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row && { name: row.name, contentType: row.content_type, content: row.content };
  }
}
