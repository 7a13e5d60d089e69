import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { activeHour } from './clock.ts';
import { StateConflict } from './commit.ts';
import type { WholeTurn } from './whole-turns.ts';

const ADVANCE = `update conversations set last_seq = ?, last_active_at = ?
  where id = ? and last_seq = ? and unanswered_count = 0`;

const ADD_ACTIVITY = `insert into activities
  (conversation_id, seq, client_id, status, attempts, is_hidden, body, created_at) values (?, ?, ?, ?, 0, 0, ?, ?)`;

const WRITE_STATE = `insert into bot_state (key, value, etag, expected_etag, updated_at) values (?, ?, ?, ?, ?)
  on conflict (key) do update set value = excluded.value, etag = excluded.etag,
    expected_etag = excluded.expected_etag, updated_at = excluded.updated_at
  where bot_state.etag = excluded.expected_etag`;

interface Statements {
  begin: StatementSync;
  commit: StatementSync;
  rollback: StatementSync;
  advance: StatementSync;
  addActivity: StatementSync;
  writeState: StatementSync;
}

/** Prepared once, and run without a query builder: a busy server runs hardly anything else. */
const prepareStatements = (database: DatabaseSync): Statements => ({
  begin: database.prepare('begin immediate'),
  commit: database.prepare('commit'),
  rollback: database.prepare('rollback'),
  advance: database.prepare(ADVANCE),
  addActivity: database.prepare(ADD_ACTIVITY),
  writeState: database.prepare(WRITE_STATE),
});

/** Stores whole turns in one transaction, synchronously. See `Engine.storeWholeTurns`. */
export type StoreTurns = (turns: readonly WholeTurn[], now: number) => Set<string>;

/** Makes the function. No transaction may be running on the database when it is called. */
export function createStoreTurns(database: DatabaseSync): StoreTurns {
  let prepared: Statements | undefined;
  return (turns, now) => {
    // Not before the first turn: a new database has no tables yet.
    const statements = (prepared ??= prepareStatements(database));
    statements.begin.run();
    try {
      const stored = turns.filter((turn) => storeTurn(statements, turn, now));
      statements.commit.run();
      return new Set(stored.map(({ conversationId }) => conversationId));
    } catch (error) {
      // A full disk ends the transaction by itself.
      if (database.isTransaction) statements.rollback.run();
      throw error;
    }
  };
}

/** @returns false when the conversation has gone on @throws StateConflict */
function storeTurn(statements: Statements, turn: WholeTurn, now: number): boolean {
  const { conversationId, clientId = null, seq, activities, state } = turn;
  const { advance, addActivity, writeState } = statements;
  const lastSeq = seq + activities.length - 1;
  if (advance.run(lastSeq, activeHour(now), conversationId, seq - 1).changes === 0) return false;
  for (const [at, body] of activities.entries()) {
    if (at === 0) addActivity.run(conversationId, seq, clientId, 'answered', body, now);
    else addActivity.run(conversationId, seq + at, null, null, body, now);
  }
  if (state === undefined) return true;
  const { key, value = null, expected, etag } = state;
  if (writeState.run(key, value, etag, expected, now).changes === 0) throw new StateConflict();
  return true;
}
