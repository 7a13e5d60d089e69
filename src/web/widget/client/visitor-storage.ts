import type { Surroundings } from './surroundings.ts';

/** A message that the server may not have yet, as it is kept over a reload. */
export interface UnsentMessage {
  clientId: string;
  text: string;
  displayText?: string | undefined;
  /** What a card's button carries besides the text. */
  value?: unknown;
  /** Milliseconds since 1970. */
  at: number;
}

/** What the browser keeps of a visitor for one server, all tabs together. */
interface StoredVisit {
  /** Brings the visitor back to the same conversation: our server's. */
  credential?: string;
  conversationId?: string;
  /** Who the visitor is where no token says so. */
  userId?: string;
  /** Id of the newest activity that was there when the visitor last looked. */
  readUpTo?: string;
  outbox?: UnsentMessage[];
}

/** Reads and changes what is kept. Each change reads first, since other tabs change it too. */
export interface VisitorStorage {
  read(): StoredVisit;
  change(change: (kept: StoredVisit) => StoredVisit): void;
}

/** @param server part of the key: one site may talk to several */
export function createVisitorStorage(storage: Surroundings['storage'], server: string): VisitorStorage {
  const key = `support-chat:${server}`;
  const read = (): StoredVisit => {
    try {
      const kept: unknown = JSON.parse(storage.getItem(key) ?? '{}');
      return typeof kept === 'object' && kept !== null ? kept : {};
    } catch {
      return {};
    }
  };
  return {
    read,
    change(change) {
      try {
        storage.setItem(key, JSON.stringify(change(read())));
      } catch {
        // Full or refused: the chat goes on, and only forgets at the next reload.
      }
    },
  };
}
