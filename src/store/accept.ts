import { inParts } from './batcher.ts';
import { activeHour } from './clock.ts';
import type { Engine, Queries } from './engine.ts';
import { activityId } from './ids.ts';
import { insertActivities, type ConversationCounters } from './conversation-rows.ts';
import type { ActivityRow } from './schema/conversations.ts';

export interface Incoming {
  conversationId: string;
  /** The id that the client gave the activity, if any. */
  clientId?: string | undefined;
  /** As clients will see it, but without its id, which is added here. */
  activity: object;
}

/** An activity that is stored and will be answered. */
export interface Accepted {
  kind: 'accepted';
  id: string;
  seq: number;
  /** JSON, as stored. */
  body: string;
  /** How many activities of the conversation are unanswered, including this one. */
  pending: number;
  /** True if this process must answer it; false if another process does. */
  mine: boolean;
}

export type Acceptance =
  | Accepted
  /** An activity with the same client id, this one, is already stored. */
  | { kind: 'duplicate'; id: string }
  | { kind: 'unknown conversation' };

/**
 * Stores activities of different conversations, each under its conversation's next sequence number, and leases every
 * conversation that no process is answering.
 * @returns the stored activities by conversation; conversations that do not exist are left out
 * @throws the unique index's error if one of several is already stored; a single one returns `duplicate`
 */
export async function acceptAll(
  queries: Queries,
  engine: Engine,
  items: Incoming[],
  now: number,
): Promise<Map<string, Acceptance>> {
  const alone = items.length === 1 ? items[0] : undefined;
  const known = alone && (await findDuplicate(queries, alone));
  if (alone !== undefined && known !== undefined) return new Map([[alone.conversationId, known]]);

  const places = await reserveSeqs(queries, engine, items, now);
  const rows: ActivityRow[] = [];
  const results = new Map<string, Acceptance>();
  for (const { conversationId, clientId, activity } of items) {
    const place = places.get(conversationId);
    if (place === undefined) continue;
    const seq = place.last_seq;
    const id = activityId(conversationId, seq);
    const body = JSON.stringify({ ...activity, id });
    rows.push({
      conversation_id: conversationId,
      seq,
      client_id: clientId ?? null,
      status: 'accepted',
      attempts: 0,
      is_hidden: 0,
      body,
      created_at: now,
    });
    const mine = place.lease_owner === engine.processId;
    results.set(conversationId, { kind: 'accepted', id, seq, body, pending: place.unanswered_count, mine });
  }
  await insertActivities(queries, engine, rows);
  return results;
}

async function reserveSeqs(
  queries: Queries,
  engine: Engine,
  items: Incoming[],
  now: number,
): Promise<Map<string, ConversationCounters>> {
  const places = new Map<string, ConversationCounters>();
  const ids = items.map(({ conversationId }) => conversationId);
  for (const part of inParts(ids, engine.rowsPerStatement)) {
    const rows = await queries
      .updateTable('conversations')
      .set((eb) => ({
        last_active_at: activeHour(now),
        last_seq: eb('last_seq', '+', 1),
        unanswered_count: eb('unanswered_count', '+', 1),
        lease_owner: eb.fn.coalesce('lease_owner', eb.val(engine.processId)),
      }))
      .where('id', 'in', part)
      .returning(['id', 'last_seq', 'unanswered_count', 'lease_owner'])
      .execute();
    for (const row of rows) places.set(row.id, row);
  }
  return places;
}

/** @returns `duplicate` if an activity with this client id is already stored */
export async function findDuplicate(
  queries: Queries,
  { conversationId, clientId }: Incoming,
): Promise<Acceptance | undefined> {
  if (clientId === undefined) return undefined;
  const row = await queries
    .selectFrom('activities')
    .select('seq')
    .where('conversation_id', '=', conversationId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row && { kind: 'duplicate', id: activityId(conversationId, row.seq) };
}
