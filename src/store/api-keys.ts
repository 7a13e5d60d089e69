import { createHash, randomBytes } from 'node:crypto';
import { activeHour } from './clock.ts';
import type { Engine } from './engine.ts';
import type { ApiKeyRow } from './schema/insights.ts';

/** A key that lets another program read the insights. */
export interface ApiKey {
  id: string;
  /** What it is for. */
  name: string;
  createdAt: Date;
  /** When it was last used, to the hour; undefined if never. */
  usedAt: Date | undefined;
}

/** Marks a key as one of ours, for people and for programs that look for leaked keys. */
const PREFIX = 'esb_';
const KEY_BYTES = 32;
const ID_BYTES = 4;

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

const keyOf = (row: Omit<ApiKeyRow, 'key_hash'>): ApiKey => ({
  id: row.id,
  name: row.name,
  createdAt: new Date(row.created_at),
  usedAt: row.used_at === null ? undefined : new Date(row.used_at),
});

/** Stores API keys. Only the person who created a key knows the key itself. */
export class ApiKeys {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Creates a key. @returns the key with its secret, which cannot be read again */
  async create(name: string, now: Date): Promise<{ apiKey: ApiKey; secret: string }> {
    const secret = `${PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}`;
    const row = {
      id: randomBytes(ID_BYTES).toString('hex'),
      name,
      created_at: now.getTime(),
      used_at: null,
    };
    await this.#engine.db
      .insertInto('api_keys')
      .values({ ...row, key_hash: hashOf(secret) })
      .execute();
    return { apiKey: keyOf(row), secret };
  }

  /** The keys, oldest first. */
  async list(): Promise<ApiKey[]> {
    const rows = await this.#engine.db
      .selectFrom('api_keys')
      .select(['id', 'name', 'created_at', 'used_at'])
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(keyOf);
  }

  /** Revokes a key at once, on all servers. @returns false if there is no key with this id */
  async revoke(id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#engine.db
      .deleteFrom('api_keys')
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** Finds the key with this secret, and records that it was used. @returns undefined if it was revoked or made up */
  async use(secret: string, now: Date): Promise<ApiKey | undefined> {
    // The database compares hashes: how long that takes says nothing about the key.
    const row = await this.#engine.db
      .selectFrom('api_keys')
      .select(['id', 'name', 'created_at', 'used_at'])
      .where('key_hash', '=', hashOf(secret))
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const hour = activeHour(now.getTime());
    if (row.used_at !== hour)
      await this.#engine.db.updateTable('api_keys').set({ used_at: hour }).where('id', '=', row.id).execute();
    return keyOf({ ...row, used_at: hour });
  }
}
