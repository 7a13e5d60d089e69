import { MemoryStorage, type Storage, type StoreItems } from '#bot-framework/state.ts';

/** Storage in memory that fails on request. */
export interface FaultyStorage extends Storage {
  /** The next `count` reads or writes fail; later ones work again. */
  fails(what: 'read' | 'write', error: Error, count?: number): void;
}

export function createFaultyStorage(): FaultyStorage {
  const memory = new MemoryStorage();
  const faults: { read: Error[]; write: Error[] } = { read: [], write: [] };
  const check = (what: 'read' | 'write'): void => {
    const fault = faults[what].shift();
    if (fault !== undefined) throw fault;
  };
  return {
    async read(keys) {
      check('read');
      return memory.read(keys);
    },
    async write(changes: StoreItems) {
      check('write');
      return memory.write(changes);
    },
    delete: (keys) => memory.delete(keys),
    fails: (what, error, count = 1) => {
      faults[what].push(...Array.from({ length: count }, () => error));
    },
  };
}
