import { randomUUID } from 'node:crypto';
import type { Storage, StoreItem, StoreItems } from '#bot-framework/state.ts';
import type { Clock } from './clock.ts';
import type { Engine, Queries } from './engine.ts';
import { StoreError } from './errors.ts';
import { ANY, NONE, readState, type StateChange, type StateItem, writeState } from './state.ts';

/** Reads the current items of some keys. */
export type StateReader = (keys: string[]) => Promise<Map<string, StateItem>>;

/**
 * Bot Framework's `Storage` on top of the state table, for channels that do not commit a turn as one unit. `write` and
 * `delete` are all or nothing. An item without an eTag, or with `*`, overwrites; any other eTag must match the stored
 * one. Writing an item that has since been deleted creates it again, as botbuilder's own MemoryStorage does.
 * @throws StoreError `ETagConflict` from `write`; `StoreUnavailable`
 */
export class BotStorage implements Storage {
  readonly #engine: Engine;
  readonly #clock: Clock;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  async read(keys: string[]): Promise<StoreItems> {
    return asStoreItems(await readState(this.#engine.db, keys));
  }

  async write(changes: StoreItems): Promise<void> {
    const rows = itemsOf(changes).map(([key, item]) => asChange(key, item));
    await this.#engine.db
      .transaction()
      .execute((transaction) => applyChanges(transaction, rows, this.#clock().getTime(), this.#engine));
  }

  async delete(keys: string[]): Promise<void> {
    if (keys.length > 0) await this.#engine.db.deleteFrom('bot_state').where('key', 'in', keys).execute();
  }
}

async function applyChanges(
  queries: Queries,
  changes: StateChange[],
  now: number,
  { rowsPerStatement }: Engine,
): Promise<void> {
  const conflicts = await writeState(queries, changes, now, rowsPerStatement);
  if (conflicts.length > 0)
    throw new StoreError(
      'ETagConflict',
      `Someone else wrote ${conflicts.map((key) => JSON.stringify(key)).join(', ')} since it was read.`,
    );
}

/** botbuilder types the items of `StoreItems` as any. */
const itemsOf = (items: StoreItems): [string, StoreItem][] => Object.entries<StoreItem>(items);

/** Turns one of botbuilder's items into a row. */
function asChange(key: string, item: StoreItem): StateChange {
  const { eTag, ...value } = item;
  const expected = typeof eTag === 'string' && eTag !== '' ? eTag : ANY;
  return { key, value: JSON.stringify(value), expected, etag: randomUUID() };
}

/** Treats unreadable state as empty, so that the conversation starts over instead of failing every time. */
function itemIn(value: string): StoreItem {
  try {
    const item: unknown = JSON.parse(value);
    return typeof item === 'object' && item !== null ? item : {};
  } catch {
    return {};
  }
}

/** Turns rows into the items that botbuilder reads, each with its eTag. */
function asStoreItems(items: Iterable<[string, StateItem | undefined]>): StoreItems {
  const result: StoreItems = {};
  for (const [key, item] of items)
    if (item !== undefined) result[key] = { ...itemIn(item.value), eTag: item.etag };
  return result;
}

/**
 * The `Storage` of one turn. It collects what is written until the turn commits it together with its replies. BotState
 * always writes with `*`; here such a write is bound to the eTag that the turn has read, so that two turns of one user
 * in two conversations cannot undo each other: the later one runs again.
 */
export class TurnStorage implements Storage {
  readonly #readState: StateReader;
  readonly #seen: Map<string, StateItem | undefined>;
  readonly #changes = new Map<string, StateChange>();

  /** @param known items that need not be read; undefined marks a key that has none */
  constructor(reader: StateReader, known: Iterable<[string, StateItem | undefined]> = []) {
    this.#readState = reader;
    this.#seen = new Map(known);
  }

  /** The turn's changes, one per key. */
  get changes(): StateChange[] {
    return [...this.#changes.values()];
  }

  /** Everything that the turn has read or written, as it will be after the turn is stored. */
  get items(): Map<string, StateItem | undefined> {
    const items = new Map(this.#seen);
    for (const { key, value, etag } of this.#changes.values())
      items.set(key, value === undefined ? undefined : { value, etag });
    return items;
  }

  async read(keys: string[]): Promise<StoreItems> {
    const missing = keys.filter((key) => !this.#seen.has(key));
    if (missing.length > 0) {
      const items = await this.#readState(missing);
      for (const key of missing) this.#seen.set(key, items.get(key));
    }
    return asStoreItems(keys.map((key) => [key, this.#current(key)]));
  }

  #current(key: string): StateItem | undefined {
    const change = this.#changes.get(key);
    if (change === undefined) return this.#seen.get(key);
    return change.value === undefined ? undefined : { value: change.value, etag: ANY };
  }

  /** The eTag that an overwriting change depends on. */
  #expected(key: string): string {
    return this.#seen.has(key) ? (this.#seen.get(key)?.etag ?? NONE) : ANY;
  }

  write(changes: StoreItems): Promise<void> {
    for (const [key, item] of itemsOf(changes)) {
      const change = asChange(key, item);
      if (change.expected === ANY) change.expected = this.#expected(key);
      // Items that the turn has not changed need not be stored.
      if (change.value === this.#seen.get(key)?.value) this.#changes.delete(key);
      else this.#changes.set(key, change);
    }
    return Promise.resolve();
  }

  delete(keys: string[]): Promise<void> {
    for (const key of keys)
      this.#changes.set(key, { key, value: undefined, expected: this.#expected(key), etag: '' });
    return Promise.resolve();
  }
}
