import { pino } from 'pino';
import { sql } from 'kysely';
import type { StoreConfig } from '#store/open-engine.ts';
import { openStore } from '#store/store.ts';

/** Messages still waiting for an answer, left by a crashed process. */
export const UNANSWERED = 50;

const DAY = 86_400_000;
/** More than the 90 days after which conversations are deleted, so that some are due at the start. */
const SPREAD_DAYS = 91;
const DEAD_PROCESS = 1;
/** Each has a join, a welcome, and two questions with their answers. */
const ACTIVITIES = 6;

export interface Filled {
  /** The total number of activities. */
  activities: number;
  /** Conversations in which a message is waiting. */
  unanswered: string[];
}

/** Bulk-inserts conversations, with their activities and bot state, into a new database. */
export async function fillDatabase(config: StoreConfig, conversations: number): Promise<Filled> {
  const log = pino({ level: 'silent' });
  const store = await openStore({ ...config, role: 'tool' }, { clock: () => new Date(), log });
  const now = Date.now();
  const step = Math.floor((SPREAD_DAYS * DAY) / conversations);
  const numbers = sql`with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(conversations)})`;
  const places = sql`places(s) as (select 1 union all select s + 1 from places where s < ${sql.lit(ACTIVITIES)})`;
  const isUnanswered = sql`n <= ${sql.lit(UNANSWERED)}`;
  const at = sql`${sql.lit(now)} - cast(n as bigint) * ${sql.lit(step)}`;
  const text = sql`case s when 2 then ${sql.lit(welcome)} when 3 then 'Is the ESR900 patched?' when 5 then 'and the ESR350?' else ${sql.lit(answer)} end`;
  const common = sql`'"channelId":"directline","timestamp":"2026-01-01T00:00:00.000Z","conversation":{"id":"filled-' || n || '"}'`;
  const visitor = sql`'"from":{"id":"dl_filled-' || n || '","role":"user"}'`;
  const message = (seq: ReturnType<typeof sql>, said: ReturnType<typeof sql>) =>
    sql`'{"type":"message","id":"filled-' || n || '.00000' || ${seq} || '",' || ${common} || ',' || ${visitor} || ',"text":"' || ${said} || '"}'`;
  try {
    await store.engine.db.transaction().execute(async (transaction) => {
      await sql`${numbers} insert into conversations
        (id, user_id, created_at, last_active_at, started_at, last_seq, unanswered_count, lease_owner)
        select 'filled-' || n, 'dl_filled-' || n, ${at}, ${at}, ${at},
          case when ${isUnanswered} then ${sql.lit(ACTIVITIES + 1)} else ${sql.lit(ACTIVITIES)} end,
          case when ${isUnanswered} then 1 else 0 end,
          case when ${isUnanswered} then ${sql.lit(DEAD_PROCESS)} else null end
        from numbers`.execute(transaction);
      await sql`${numbers}, ${places} insert into activities
        (conversation_id, seq, status, attempts, is_hidden, body, created_at)
        select 'filled-' || n, s, case when s in (1, 3, 5) then 'answered' else null end, 0,
          case s when 1 then 1 else 0 end, ${message(sql`s`, text)}, ${at}
        from numbers cross join places`.execute(transaction);
      await sql`${numbers} insert into activities
        (conversation_id, seq, status, attempts, is_hidden, body, created_at)
        select 'filled-' || n, ${sql.lit(ACTIVITIES + 1)}, 'accepted', 0, 0,
          ${message(sql`'7'`, sql`'Is the EAP600 patched?'`)}, ${at}
        from numbers where ${isUnanswered}`.execute(transaction);
      await sql`${numbers} insert into bot_state (key, value, etag, expected_etag, updated_at)
        select 'directline/conversations/filled-' || n || '/', ${sql.lit(state)}, 'filled', '', ${at}
        from numbers`.execute(transaction);
    });
  } finally {
    await store.close();
  }
  const unanswered = Array.from({ length: UNANSWERED }, (_, index) => `filled-${index + 1}`);
  return { activities: conversations * ACTIVITIES + UNANSWERED, unanswered };
}

const welcome =
  'Hello! I can help with the KRACK Wi-Fi vulnerability and the patch status of your EnGenius model.';
const answer =
  'ESR900: In Progress. The patch was still being worked on when EnGenius published its list; none was available for this model yet.';
const state = JSON.stringify({
  dialogs: { dialogStack: [] },
  conversation: {
    turns: 2,
    misses: 0,
    askedFeedback: false,
    humanOffered: false,
    pending: [],
    greeted: true,
    focus: { models: ['ESR350'], intent: 'patch.status', turn: 2, at: '2026-01-01T00:00:00.000Z' },
  },
});
