import { inParts } from './batcher.ts';
import type { Engine, Queries } from './engine.ts';
import type { StoredActivity } from './events.ts';
import { insertActivities, type ConversationCounters } from './conversation-rows.ts';
import type { ActivityRow } from './schema/conversations.ts';
import { type StateChange, writeState } from './state.ts';
import { insertFacts, type NewTurnFact, noteThumb, type Thumb } from './turn-facts.ts';

/** Everything that a turn produced, stored as one unit. */
export interface FinishedTurn {
  conversationId: string;
  /** The activity that it answers. */
  seq: number;
  status: 'answered' | 'failed';
  /** Complete, with their ids. */
  replies: object[];
  state: StateChange[];
  /** How the message was understood, and the outcome. */
  fact?: NewTurnFact | undefined;
  /** Thumbs that the message gave to earlier answers. */
  thumbs?: readonly Thumb[];
}

export type TurnOutcome =
  | {
      kind: 'committed';
      replies: StoredActivity[];
      /** Sequence number of the conversation's newest activity. */
      lastSeq: number;
      pending: number;
      mine: boolean;
    }
  /** Another process answered the activity, or the activity was erased: nothing of this turn was stored. */
  | { kind: 'overtaken' }
  /** The state that the turn read has changed since: nothing was stored, and the turn must run again. */
  | { kind: 'conflict' };

/** One of the turns read state that has changed since: the transaction must be rolled back. */
export class StateConflict extends Error {}

/**
 * Commits turns of different conversations.
 * @returns the outcomes by conversation; overtaken turns are left out
 * @throws StateConflict
 */
export async function commitAll(
  queries: Queries,
  engine: Engine,
  turns: FinishedTurn[],
  now: number,
): Promise<Map<string, TurnOutcome>> {
  const current = await fence(queries, engine, turns);
  const state = current.flatMap((turn) => turn.state);
  if ((await writeState(queries, state, now, engine.rowsPerStatement)).length > 0) throw new StateConflict();

  const places = await closeTurns(queries, engine, current);
  const rows: ActivityRow[] = [];
  const outcomes = new Map<string, TurnOutcome>();
  for (const { conversationId, replies } of current) {
    const place = places.get(conversationId);
    if (place === undefined) continue;
    const stored = replyRows(conversationId, place.last_seq - replies.length + 1, replies, now);
    rows.push(...stored);
    outcomes.set(conversationId, {
      kind: 'committed',
      replies: stored.map(({ seq, body }) => ({ seq, hidden: false, body })),
      lastSeq: place.last_seq,
      pending: place.unanswered_count,
      mine: place.lease_owner === engine.processId,
    });
  }
  await insertActivities(queries, engine, rows);
  await storeRecords(
    queries,
    engine,
    current.filter(({ conversationId }) => outcomes.has(conversationId)),
  );
  return outcomes;
}

async function storeRecords(queries: Queries, engine: Engine, turns: FinishedTurn[]): Promise<void> {
  await insertFacts(
    queries,
    engine,
    turns.flatMap(({ fact }) => fact ?? []),
  );
  for (const { conversationId, thumbs = [] } of turns)
    for (const thumb of thumbs) await noteThumb(queries, conversationId, thumb);
}

/** Builds the rows of activities for the user, numbered from `first`. */
export const replyRows = (
  conversationId: string,
  first: number,
  activities: object[],
  now: number,
): ActivityRow[] =>
  activities.map((activity, index) => ({
    conversation_id: conversationId,
    seq: first + index,
    client_id: null,
    status: null,
    attempts: 0,
    is_hidden: 0,
    body: JSON.stringify(activity),
    created_at: now,
  }));

/**
 * Marks the activities as answered. Only one commit can set the mark, however many processes have run the turn.
 * @returns the turns whose activity was still waiting
 */
async function fence(queries: Queries, engine: Engine, turns: FinishedTurn[]): Promise<FinishedTurn[]> {
  const marked = new Set<string>();
  for (const [status, ending] of Map.groupBy(turns, (turn) => turn.status)) {
    for (const part of inParts(ending, engine.rowsPerStatement)) {
      const rows = await queries
        .updateTable('activities')
        .set({ status })
        .where('status', '=', 'accepted')
        .where((eb) =>
          eb.or(part.map(({ conversationId, seq }) => eb.and({ conversation_id: conversationId, seq }))),
        )
        .returning('conversation_id')
        .execute();
      for (const row of rows) marked.add(row.conversation_id);
    }
  }
  return turns.filter(({ conversationId }) => marked.has(conversationId));
}

/** Numbers the replies, and releases every conversation in which nothing else waits for an answer. */
async function closeTurns(
  queries: Queries,
  engine: Engine,
  turns: FinishedTurn[],
): Promise<Map<string, ConversationCounters>> {
  const places = new Map<string, ConversationCounters>();
  for (const [count, group] of Map.groupBy(turns, ({ replies }) => replies.length)) {
    const ids = group.map(({ conversationId }) => conversationId);
    for (const part of inParts(ids, engine.rowsPerStatement)) {
      const rows = await queries
        .updateTable('conversations')
        .set((eb) => ({
          last_seq: eb('last_seq', '+', count),
          unanswered_count: eb('unanswered_count', '-', 1),
          lease_owner: eb
            .case()
            .when('unanswered_count', '=', 1)
            .then(eb.lit(null))
            .else(eb.ref('lease_owner'))
            .end(),
        }))
        .where('id', 'in', part)
        .returning(['id', 'last_seq', 'unanswered_count', 'lease_owner'])
        .execute();
      for (const row of rows) places.set(row.id, row);
    }
  }
  return places;
}
