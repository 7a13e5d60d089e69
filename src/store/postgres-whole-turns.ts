import { activeHour } from './clock.ts';
import { FACT_COLUMNS, rowOfFact } from './turn-facts.ts';
import type { WholeTurn } from './whole-turns.ts';

/**
 * One round trip, and a transaction by itself. Conversations are locked in the order of their ids, so that two replicas
 * wait for each other instead of deadlocking. A turn is stored if its conversation is still at the sequence number that
 * the turn expects and its state is unchanged; each step handles only the turns that passed the previous one. Indexed
 * times do not change within their hour, so that no index has to be written for them.
 *
 * $1 the turns and $2 their activities, as JSON; $3 the time, and $4 its hour; $5 and $6 the channel and payload of the
 * notification to other processes; $7 the turns' facts, as JSON.
 */
const STORE = `
with turn as (
  select * from json_to_recordset($1::json) as turn (
    id text, seq int, last_seq int, key text, value text, expected text, etag text)
), standing as (
  select c.id from conversations c join turn on turn.id = c.id
  where c.last_seq = turn.seq - 1 and c.unanswered_count = 0
  order by c.id
  for update of c
), written as (
  insert into bot_state as s (key, value, etag, expected_etag, updated_at)
  select key, value, etag, expected, $3 from turn join standing using (id) where key is not null
  on conflict (key) do update set value = excluded.value, etag = excluded.etag,
    expected_etag = excluded.expected_etag,
    updated_at = case when s.updated_at < $4 then excluded.updated_at else s.updated_at end
  where s.etag = excluded.expected_etag
  returning key
), stored as (
  update conversations c set last_seq = turn.last_seq, last_active_at = $4
  from turn join standing using (id)
  where c.id = turn.id and (turn.key is null or turn.key in (select key from written))
  returning c.id
), added as (
  insert into activities (conversation_id, seq, client_id, status, attempts, is_hidden, body, created_at)
  select id, seq, client_id, status, 0, 0, body, $3
  from json_to_recordset($2::json) as activity (id text, seq int, client_id text, status text, body text)
  join stored using (id)
), noted as (
  insert into turn_facts (${FACT_COLUMNS.join(', ')})
  select ${FACT_COLUMNS.map((column) => `fact.${column}`).join(', ')}
  from json_populate_recordset(null::turn_facts, $7::json) as fact
  join stored on stored.id = fact.conversation_id
)
select stored.id from stored cross join (select pg_notify($5, $6)) as told`;

/** A statement that each connection prepares once, under its name. */
export interface NamedStatement {
  name: string;
  text: string;
  values: unknown[];
}

/** The rows that it returns: the conversations whose turn is stored. */
export interface StoredRows {
  rows: { id: string }[];
}

/**
 * Builds the statement that stores whole turns.
 * @param notice the notification to other processes, and its channel
 */
export function storeTurnsStatement(
  turns: readonly WholeTurn[],
  now: number,
  notice: { channel: string; payload: string },
): NamedStatement {
  const rows = turns.map(({ conversationId, seq, activities, state }) => ({
    id: conversationId,
    seq,
    last_seq: seq + activities.length - 1,
    ...state,
  }));
  const activities = turns.flatMap(({ conversationId, clientId, seq, activities: bodies }) =>
    bodies.map((body, at) =>
      at === 0
        ? { id: conversationId, seq, client_id: clientId, status: 'answered', body }
        : { id: conversationId, seq: seq + at, body },
    ),
  );
  const values = [
    JSON.stringify(rows),
    JSON.stringify(activities),
    now,
    activeHour(now),
    notice.channel,
    notice.payload,
    JSON.stringify(turns.flatMap(({ fact }) => (fact === undefined ? [] : rowOfFact(fact)))),
  ];
  return { name: 'store-whole-turns', text: STORE, values };
}
