import { type RawBuilder, sql } from 'kysely';
import type { EventType } from '#handoff/delivery/event.ts';
import type { Engine } from '../engine.ts';
import type { TurnResult } from '../schema/insights.ts';

/** Something that has happened and that the receiver does not know yet. */
interface FoundEvent {
  /** The same no matter which server finds it, or when. */
  id: string;
  conversationId: string;
  type: EventType;
  at: number;
  data: Record<string, unknown>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Servers may be off for a while. */
const LOOK_BACK_MS = DAY_MS;
/** A conversation is over after this much silence. */
const SILENCE_MS = 30 * MINUTE_MS;
/** The rest are found in the next run. */
const MAX = 200;

/** Whether no event with this id is queued. */
const isNew = (id: RawBuilder<string>): RawBuilder<boolean> =>
  sql<boolean>`not exists (select 1 from event_deliveries where event_deliveries.id = ${id})`;

/** SQLite uses a partial index only for a condition without parameters. */
const lit = (outcome: TurnResult): RawBuilder<TurnResult> => sql.lit(outcome);

const iso = (at: number): string => new Date(at).toISOString();

type Find = (engine: Engine, now: number) => Promise<FoundEvent[]>;

/** How each type of event is found. */
export const findEvents: Record<EventType, Find> = {
  'question.unknown': async ({ db }, now) => {
    const id = sql<string>`'unknown/' || turn_facts.conversation_id || '/' || turn_facts.id`;
    const rows = await db
      .selectFrom('turn_facts')
      .select([
        'conversation_id',
        'id as activityId',
        'channel',
        'locale',
        'at',
        'question',
        id.as('eventId'),
      ])
      .where('at', '>=', now - LOOK_BACK_MS)
      .where('outcome', '=', lit('unknown'))
      .where(isNew(id))
      .orderBy('at')
      .limit(MAX)
      .execute();
    return rows.map(({ eventId, conversation_id: conversationId, at, ...data }) => ({
      id: eventId,
      conversationId,
      type: 'question.unknown',
      at,
      data: { conversationId, ...data },
    }));
  },
  'person.asked': async ({ db }, now) => {
    const id = sql<string>`'person/' || turn_facts.conversation_id || '/' || turn_facts.id`;
    const rows = await db
      .selectFrom('turn_facts')
      .select(['conversation_id', 'channel', 'locale', 'at', id.as('eventId')])
      .where('at', '>=', now - LOOK_BACK_MS)
      .where('outcome', '=', lit('handed-over'))
      // A customer who asks again is still waiting. A conversation in Teams never ends, and its next request may be
      // about anything.
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('turn_facts as earlier')
              .select('earlier.number')
              .whereRef('earlier.conversation_id', '=', 'turn_facts.conversation_id')
              .whereRef('earlier.number', '<', 'turn_facts.number')
              .where('earlier.outcome', '=', 'handed-over')
              .where('earlier.at', '>', (of) => of('turn_facts.at', '-', DAY_MS)),
          ),
        ),
      )
      .where(isNew(id))
      .orderBy('at')
      .limit(MAX)
      .execute();
    return rows.map(({ eventId, conversation_id: conversationId, at, ...data }) => ({
      id: eventId,
      conversationId,
      type: 'person.asked',
      at,
      data: { conversationId, ...data },
    }));
  },
  'chat.rated': async ({ db }, now) => {
    const id = sql<string>`'rated/' || chats.reference`;
    const rows = await db
      .selectFrom('chats')
      .select([
        'conversation_id',
        'reference',
        'stars',
        'comment',
        'agent_name as agentName',
        id.as('eventId'),
      ])
      .select('closed_at')
      .where('state', '=', sql.lit('closed'))
      .where('closed_at', '>=', now - LOOK_BACK_MS)
      .where('stars', 'is not', null)
      .where(isNew(id))
      .orderBy('closed_at')
      .limit(MAX)
      .execute();
    return rows.map(({ eventId, conversation_id: conversationId, closed_at: closedAt, ...data }) => ({
      id: eventId,
      conversationId,
      type: 'chat.rated',
      at: closedAt ?? now,
      data: { conversationId, ...data },
    }));
  },
  'conversation.ended': findEnded,
};

async function findEnded({ db }: Engine, now: number): Promise<FoundEvent[]> {
  const id = sql<string>`'ended/' || conversation_facts.conversation_id || '/' || conversation_facts.last_at`;
  const rows = await db
    .selectFrom('conversation_facts')
    .select(['conversation_id', 'channel', 'locale', 'started_at', 'last_at', 'questions', 'resolution'])
    .select(id.as('eventId'))
    .where('last_at', '>=', now - LOOK_BACK_MS)
    .where('last_at', '<=', now - SILENCE_MS)
    .where(isNew(id))
    // A chat with a person goes on without the bot.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('chats')
            .select('chats.reference')
            .whereRef('chats.conversation_id', '=', 'conversation_facts.conversation_id')
            .where((of) =>
              of.or([of('chats.state', '<>', 'closed'), of('chats.closed_at', '>', now - SILENCE_MS)]),
            ),
        ),
      ),
    )
    .orderBy('last_at')
    .limit(MAX)
    .execute();
  return rows.map((row) => ({
    id: row.eventId,
    conversationId: row.conversation_id,
    type: 'conversation.ended',
    at: row.last_at,
    data: {
      conversationId: row.conversation_id,
      channel: row.channel,
      locale: row.locale,
      startedAt: iso(row.started_at),
      lastAt: iso(row.last_at),
      questions: row.questions,
      resolution: row.resolution,
    },
  }));
}
