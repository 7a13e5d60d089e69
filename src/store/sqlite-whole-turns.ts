import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { activeHour } from './clock.ts';
import { StateConflict } from './commit.ts';
import type { StateChange } from './state.ts';
import { FACT_COLUMNS, factValues } from './turn-facts.ts';
import type { WholeTurn } from './whole-turns.ts';

// Within the same hour, the two statements that change no indexed column are enough, and writing an index costs as much
// as writing a row.
const ADVANCE_IN_HOUR = `update conversations set last_seq = ?
  where id = ? and last_seq = ? and unanswered_count = 0 and last_active_at = ?`;

const REWRITE_STATE_IN_HOUR = `update bot_state set value = ?, etag = ?, expected_etag = ?
  where key = ? and etag = ? and updated_at >= ?`;

const ADVANCE = `update conversations set last_seq = ?, last_active_at = ?
  where id = ? and last_seq = ? and unanswered_count = 0`;

const ADD_ACTIVITY = `insert into activities
  (conversation_id, seq, client_id, status, attempts, is_hidden, body, created_at) values (?, ?, ?, ?, 0, 0, ?, ?)`;

const WRITE_STATE = `insert into bot_state (key, value, etag, expected_etag, updated_at) values (?, ?, ?, ?, ?)
  on conflict (key) do update set value = excluded.value, etag = excluded.etag,
    expected_etag = excluded.expected_etag, updated_at = excluded.updated_at
  where bot_state.etag = excluded.expected_etag`;

const ADD_FACT = `insert into turn_facts (${FACT_COLUMNS.join(', ')}) values (${FACT_COLUMNS.map(() => '?').join(', ')})`;

interface Statements {
  begin: StatementSync;
  commit: StatementSync;
  rollback: StatementSync;
  advanceInHour: StatementSync;
  advance: StatementSync;
  addActivity: StatementSync;
  addFact: StatementSync;
  rewriteStateInHour: StatementSync;
  writeState: StatementSync;
}

/** Prepared once, and run without a query builder: a busy server runs hardly anything else. */
const prepareStatements = (database: DatabaseSync): Statements => ({
  begin: database.prepare('begin immediate'),
  commit: database.prepare('commit'),
  rollback: database.prepare('rollback'),
  advanceInHour: database.prepare(ADVANCE_IN_HOUR),
  advance: database.prepare(ADVANCE),
  addActivity: database.prepare(ADD_ACTIVITY),
  addFact: database.prepare(ADD_FACT),
  rewriteStateInHour: database.prepare(REWRITE_STATE_IN_HOUR),
  writeState: database.prepare(WRITE_STATE),
});

/** Stores whole turns in one transaction, synchronously. See `Engine.storeWholeTurns`. */
export type StoreTurns = (turns: readonly WholeTurn[], now: number) => Set<string>;

/** Creates the function. No transaction may be running on the database when it is called. */
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

/** @returns false if the conversation has moved on @throws StateConflict */
function storeTurn(statements: Statements, turn: WholeTurn, now: number): boolean {
  const { conversationId, clientId = null, seq, activities, state, fact } = turn;
  if (!advance(statements, turn, now)) return false;
  for (const [at, body] of activities.entries()) {
    if (at === 0) statements.addActivity.run(conversationId, seq, clientId, 'answered', body, now);
    else statements.addActivity.run(conversationId, seq + at, null, null, body, now);
  }
  if (state !== undefined && !writeState(statements, state, now)) throw new StateConflict();
  if (fact !== undefined) statements.addFact.run(...factValues(fact));
  return true;
}

function advance(
  { advanceInHour, advance: advanceToHour }: Statements,
  { conversationId, seq, activities }: WholeTurn,
  now: number,
): boolean {
  const [before, lastSeq, hour] = [seq - 1, seq + activities.length - 1, activeHour(now)];
  return (
    advanceInHour.run(lastSeq, conversationId, before, hour).changes > 0 ||
    advanceToHour.run(lastSeq, hour, conversationId, before).changes > 0
  );
}

function writeState(
  { rewriteStateInHour, writeState: writeAnew }: Statements,
  { key, value, expected, etag }: StateChange,
  now: number,
): boolean {
  return (
    rewriteStateInHour.run(value ?? null, etag, expected, key, expected, activeHour(now)).changes > 0 ||
    writeAnew.run(key, value ?? null, etag, expected, now).changes > 0
  );
}
