import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { insertFacts, type NewTurnFact } from '#store/turn-facts.ts';
import type { ChatRow } from '#store/schema/handoff.ts';
import type { Queries } from '#store/engine.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const DAYS = 90;
const TURNS = 5;
/** One in this many conversations asks for a person. */
const PERSON = 10;
const BATCH = 500;

/** The contents of the traffic; the last model is named once in ten thousand conversations. */
const traffic = {
  answers: Array.from({ length: 60 }, (_, at) => `answer.${at}`),
  models: [...Array.from({ length: 150 }, (_, at) => `MODEL${at}`), 'RARE1'],
  channels: ['directline', 'msteams'],
  locales: ['en-US', 'de-DE', 'es', 'zh-CN', null],
  agents: Array.from({ length: 12 }, (_, at) => `agent-${at}`),
};

const pick = <Value>(list: readonly Value[], number: number): Value => list[number % list.length]!;

function turnOf(id: string, at: number, conversation: number, turn: number): NewTurnFact {
  const number = conversation * TURNS + turn;
  const isUnknown = number % 11 === 0;
  const isAskedBack = number % 13 === 0;
  const isTalk = number % 5 === 4;
  const outcome = isTalk ? 'small-talk' : isUnknown ? 'unknown' : isAskedBack ? 'asked-back' : 'answered';
  const answer = outcome === 'answered' ? pick(traffic.answers, number * 7) : null;
  const isPerson = conversation % PERSON === 0 && turn === 3;
  const model = conversation % 10_000 === 7 ? 'RARE1' : pick(traffic.models.slice(0, -1), conversation);
  return {
    conversationId: id,
    id: `${id}.00000${turn + 2}`,
    channel: pick(traffic.channels, Math.floor(conversation / 3)),
    locale: pick(traffic.locales, conversation),
    at: at + turn * MINUTE,
    question: `Where do I find the setting number ${number} of my device, please?`,
    parts: [{ text: '', intent: answer, confidence: 0.9 }],
    intent: isTalk ? (conversation % 4 === 0 ? 'thanks' : 'greeting') : (answer ?? null),
    certainty: isUnknown ? 'unknown' : isAskedBack ? 'unsure' : 'sure',
    confidence: 0.9,
    runnersUp: [{ intent: pick(traffic.answers, number + 1), confidence: 0.05 }],
    rule: null,
    models: number % 3 === 0 ? [model] : [],
    apps: number % 7 === 0 ? ['EnViewer'] : [],
    knowledgeVersion: 'abcdefabcdef',
    outcome: isPerson ? 'handed-over' : outcome,
    answer: isPerson ? null : answer,
    chosen: null,
    tookMicroseconds: 900,
  };
}

function chatOf(id: string, at: number, number: number): ChatRow {
  const agent = pick(traffic.agents, number);
  const isMissed = number % 9 === 0;
  const claimedAt = at + (number % 300) * 1000;
  return {
    reference: randomUUID(),
    conversation_id: id,
    channel_id: pick(traffic.channels, Math.floor(number / 3)),
    user_id: `dl_${number}`,
    name: null,
    locale: pick(traffic.locales, number),
    time_zone: null,
    state: 'closed',
    reason: 'asked',
    intent: null,
    models: '[]',
    mood: null,
    requested_at: at,
    has_priority: 0,
    first_position: 1,
    announced_position: 1,
    claimed_at: isMissed ? null : claimedAt,
    agent_id: isMissed ? null : agent,
    agent_name: isMissed ? null : agent,
    preferred_agent_id: null,
    preferred_agent_name: null,
    returned_by: null,
    overdue_at: null,
    closed_at: claimedAt + (number % 900) * 1000,
    end_reason: isMissed ? 'nobody' : 'agent',
    ended_by_activity_id: null,
    outcome: isMissed ? null : 'solved',
    tags: '[]',
    stars: number % 2 === 0 ? (number % 5) + 1 : null,
    comment: number % 20 === 0 ? 'Thank you' : null,
    reopened_at: null,
  };
}

/** Fills a new database with the turns of the 90 days before `until`. @param count the number of turns */
export async function fillInsightTraffic(store: Store, count: number, until: number): Promise<void> {
  const conversations = Math.ceil(count / TURNS);
  const begin = until - DAYS * DAY;
  for (let first = 0; first < conversations; first += BATCH)
    await store.engine.db.transaction().execute(async (transaction) => {
      for (let number = first; number < Math.min(first + BATCH, conversations); number += 1) {
        const at = Math.floor(begin + (number / conversations) * DAYS * DAY);
        await fillOne(transaction, store, { number, at });
      }
    });
  if (store.engine.kind === 'postgres') await sql`analyze`.execute(store.engine.db);
}

async function fillOne(
  queries: Queries,
  { engine }: Store,
  { number, at }: { number: number; at: number },
): Promise<void> {
  const id = randomUUID();
  await queries
    .insertInto('conversations')
    .values({
      id,
      user_id: `dl_${number % 7 === 0 ? number + 7 : number}`,
      user_name: null,
      locale: null,
      created_at: at,
      last_active_at: at,
      started_at: at,
      last_seq: 2 * TURNS,
      unanswered_count: 0,
      lease_owner: null,
    })
    .execute();
  const facts = Array.from({ length: TURNS }, (_, turn) => turnOf(id, at, number, turn));
  await insertFacts(queries, engine, facts);
  if (number % PERSON !== 0) return;
  await queries
    .insertInto('chats')
    .values(chatOf(id, at + 3 * MINUTE, number / PERSON))
    .execute();
}
