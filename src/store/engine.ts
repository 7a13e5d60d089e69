import type { Kysely, Transaction } from 'kysely';
import type { LocalTime } from './insights/local-time.ts';
import type { Tables } from './schema.ts';
import type { WholeTurn } from './whole-turns.ts';

/** A connection or a transaction: the same queries run on both. */
export type Queries = Kysely<Tables> | Transaction<Tables>;

/**
 * The differences between SQLite and PostgreSQL, behind one interface. Everything else in the store is written once.
 * Errors caused by the state of the database are `StoreError`s.
 */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /**
   * How many rows go into one statement. Round trips to PostgreSQL are expensive, so one statement carries a whole
   * batch; SQLite runs in process, where a small prepared statement is cheaper than a new large one.
   */
  readonly rowsPerStatement: number;
  /** Identifies this process among all that share the database; random, new on each start. */
  readonly processId: number;
  /** Divides time into days and hours, in the time zone of the service. */
  readonly localTime: (at: number) => LocalTime;
  /**
   * Stores whole turns of different conversations in one transaction, without a query builder: most messages are stored
   * this way. `notice` goes to other processes on commit.
   * @returns the conversations whose turn is stored; the others have moved on
   * @throws StateConflict on SQLite; on PostgreSQL only the turn whose state has changed is left out
   */
  storeWholeTurns(turns: readonly WholeTurn[], now: number, notice: string): Promise<ReadonlySet<string>>;
  /**
   * Notifies other processes when the transaction commits. The payload must stay below 8,000 bytes. No-op on SQLite.
   */
  publish(queries: Queries, payload: string): Promise<void>;
  /**
   * Starts listening; resolves once it does.
   * @param onPayload called with what other processes publish (a process also gets its own payloads)
   * @param onGap called when a lost connection is back: payloads may have been missed
   */
  listen(onPayload: (payload: string) => void, onGap: () => void): Promise<void>;
  /** Returns those of the given processes that are no longer running. */
  deadAmong(owners: number[]): Promise<number[]>;
  /** Resolves when the database accepts a write. @throws StoreUnavailable */
  check(): Promise<void>;
  close(): Promise<void>;
}
