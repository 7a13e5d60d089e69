import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** A connection or a transaction: queries are written once for both. */
export type Queries = Kysely<Tables> | Transaction<Tables>;

/**
 * What differs between SQLite and PostgreSQL, behind one face. Everything else in the store is written
 * once. All its errors are `StoreError`s where the cause is the database's condition.
 */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /**
   * Rows put into one statement. A round trip is dear on PostgreSQL, so one statement carries a whole
   * batch; SQLite runs in process, where a small statement prepared once is cheaper than a new big one.
   */
  readonly rowsPerStatement: number;
  /** This process's number among all that share the database; random, new at each start. */
  readonly owner: number;
  /** Tells other processes, when the transaction commits. Payload under 8,000 bytes. No-op on SQLite. */
  publish(queries: Queries, payload: string): Promise<void>;
  /**
   * Starts to hear; resolves when it does.
   * @param onPayload called with what other processes publish (their own payloads come back to them too)
   * @param onGap called after a broken connection is back: payloads may have been missed
   */
  listen(onPayload: (payload: string) => void, onGap: () => void): Promise<void>;
  /** Of the given owners, those whose process is gone. */
  deadAmong(owners: number[]): Promise<number[]>;
  /** Resolves when the database takes what is written. @throws StoreUnavailable */
  check(): Promise<void>;
  close(): Promise<void>;
}
