import type { Surroundings } from './surroundings.ts';

/** A message that the server may not have yet, as stored across reloads. */
export interface UnsentMessage {
  clientId: string;
  text: string;
  displayText?: string | undefined;
  /** What a card's button carries in addition to its text. */
  value?: unknown;
  /** Milliseconds since 1970. */
  at: number;
}

/** What the browser stores about a visitor for one server; all tabs share it. */
interface StoredVisit {
  /** Our server's credential, which reopens the visitor's conversation. */
  credential?: string;
  conversationId?: string;
  /** The visitor's id, if no token carries one. */
  userId?: string;
  /** Id of the newest activity when the visitor last looked. */
  readUpTo?: string;
  outbox?: UnsentMessage[];
}

/** Reads and changes the stored data. Each change reads first, since other tabs change it too. */
export interface VisitorStorage {
  read(): StoredVisit;
  change(change: (stored: StoredVisit) => StoredVisit): void;
}

/**
 * If the browser's storage is full or blocked, what was changed since is kept here until the page closes.
 * @param server part of the key: one site may use several servers
 */
export function createVisitorStorage(storage: Surroundings['storage'], server: string): VisitorStorage {
  const key = `support-chat:${server}`;
  /** What could not be stored. It is newer than what is stored. */
  let unstored: StoredVisit | undefined;
  const read = (): StoredVisit => {
    if (unstored !== undefined) return unstored;
    try {
      const stored: unknown = JSON.parse(storage.getItem(key) ?? '{}');
      return typeof stored === 'object' && stored !== null ? stored : {};
    } catch {
      return {};
    }
  };
  return {
    read,
    change(change) {
      const changed = change(read());
      try {
        storage.setItem(key, JSON.stringify(changed));
        unstored = undefined;
      } catch {
        unstored = changed;
      }
    },
  };
}
