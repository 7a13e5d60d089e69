import { sql } from 'kysely';
import { findDuplicate } from './accept.ts';
import { activeHour, type Clock } from './clock.ts';
import { replyRows } from './commit.ts';
import type { Engine, Queries } from './engine.ts';
import type { StoreEvents, StoredActivity } from './events.ts';
import { activityId } from './ids.ts';
import { addToOutbox } from './add-to-outbox.ts';
import { insertActivities } from './conversation-rows.ts';
import type { ReadBody } from './readable-bodies.ts';

/** Reads a conversation's activities, and adds to them outside a turn. */
export class Transcript {
  readonly #engine: Engine;
  readonly #events: StoreEvents;
  readonly #clock: Clock;
  readonly #readBody: ReadBody;

  constructor(
    engine: Engine,
    events: StoreEvents,
    { clock, readBody }: { clock: Clock; readBody: ReadBody },
  ) {
    this.#engine = engine;
    this.#events = events;
    this.#clock = clock;
    this.#readBody = readBody;
  }

  /** @returns at most `limit` activities after sequence number `seq`, in order, including hidden ones */
  async after(conversationId: string, seq: number, limit: number): Promise<StoredActivity[]> {
    const rows = await this.#engine.db
      .selectFrom('activities')
      .select(['seq', 'is_hidden', 'body'])
      .where('conversation_id', '=', conversationId)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return this.#readable(conversationId, rows);
  }

  /** @returns the newest activities before sequence number `seq`, at most `limit`, in order */
  async newest(conversationId: string, seq: number, limit: number): Promise<StoredActivity[]> {
    const rows = await this.#engine.db
      .selectFrom('activities')
      .select(['seq', 'is_hidden', 'body'])
      .where('conversation_id', '=', conversationId)
      .where('seq', '<', seq)
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute();
    return this.#readable(conversationId, rows.toReversed());
  }

  /**
   * Reads each customer's last message, in one query.
   * @param options `besides`: a text that counts only if they wrote nothing else
   * @returns the activities' JSON by conversation id; conversations in which the customer wrote nothing are left out
   */
  async lastFromCustomers(
    conversationIds: readonly string[],
    { besides }: { besides: string },
  ): Promise<ReadonlyMap<string, string>> {
    if (conversationIds.length === 0) return new Map();
    const unlike = `%"text":${JSON.stringify(besides)}%`;
    const rows = await this.#engine.db
      .selectFrom('conversations')
      .select((eb) => {
        // Walks back along the primary key, so that a long conversation costs no more than a short one.
        const last = () =>
          eb
            .selectFrom('activities')
            .select('body')
            .whereRef('activities.conversation_id', '=', 'conversations.id')
            .where('is_hidden', '=', 0)
            .where('body', 'like', '%"type":"message"%')
            .where('body', 'like', '%"role":"user"%')
            .orderBy('seq', 'desc')
            .limit(1);
        return ['id', eb.fn.coalesce(last().where('body', 'not like', unlike), last()).as('body')];
      })
      .where('id', 'in', conversationIds)
      .execute();
    return new Map(rows.flatMap(({ id, body }) => (body === null ? [] : [[id, body]])));
  }

  /**
   * Like `after`, but also limited in bytes: the page ends with the activity that reaches the limit.
   * @returns `hasMore`: there may be more after it
   */
  async page(
    conversationId: string,
    seq: number,
    { rows: most, bytes }: { rows: number; bytes: number },
  ): Promise<{ activities: StoredActivity[]; hasMore: boolean }> {
    // Sizes first: neither database has to read a long text to know its length.
    const { rows } = await sql<{ seq: number; is_hidden: number; body: string; reached: number | string }>`
      select activities.seq, is_hidden, body, reached
      from (
        select seq, sum(size) over (order by seq) as reached, size
        from (
          select seq, octet_length(body) as size from activities
          where conversation_id = ${conversationId} and seq > ${seq} order by seq limit ${most}
        ) as sizes
      ) as reaching
      join activities on activities.conversation_id = ${conversationId} and activities.seq = reaching.seq
      where reached - size < ${bytes}
      order by activities.seq`.execute(this.#engine.db);
    const activities = this.#readable(conversationId, rows);
    // PostgreSQL returns sums as strings.
    const hasMore = rows.length === most || Number(rows.at(-1)?.reached ?? 0) >= bytes;
    return { activities, hasMore };
  }

  /**
   * Finds an activity by the id that its sender gave it.
   * @returns the stored JSON
   */
  async findByClientId(conversationId: string, clientId: string): Promise<string | undefined> {
    const row = await this.#engine.db
      .selectFrom('activities')
      .select('body')
      .where('conversation_id', '=', conversationId)
      .where('client_id', '=', clientId)
      .executeTakeFirst();
    return row?.body;
  }

  /**
   * Adds activities to a conversation outside a turn (an agent's message, a notice), then notifies the listeners.
   * Assigns each activity its id.
   * @returns their ids; undefined if there is no such conversation
   */
  async append(conversationId: string, activities: object[]): Promise<string[] | undefined> {
    return await this.#append(conversationId, activities, { clientId: null, isOutgoing: false });
  }

  /**
   * Adds one activity that its sender may send again.
   * @param clientId the same for every retry, so that the activity is added only once
   * @param options `isOutgoing`: the activity still has to be sent, if the conversation is on a connector channel
   * @returns false if there is no such conversation
   */
  async appendOnce(
    conversationId: string,
    clientId: string,
    activity: object,
    { isOutgoing = false }: { isOutgoing?: boolean } = {},
  ): Promise<boolean> {
    const isKnown = () => findDuplicate(this.#engine.db, { conversationId, clientId, activity });
    if ((await isKnown()) !== undefined) return true;
    try {
      return (await this.#append(conversationId, [activity], { clientId, isOutgoing })) !== undefined;
    } catch (error) {
      // If it was sent twice at the same time, the second insert fails because of the first one's row, which is now
      // visible.
      if ((await isKnown()) === undefined) throw error;
      return true;
    }
  }

  #readable(
    conversationId: string,
    rows: { seq: number; is_hidden: number; body: string }[],
  ): StoredActivity[] {
    return rows.map(({ seq, is_hidden, body }) => ({
      seq,
      hidden: is_hidden === 1,
      body: this.#readBody({ conversationId, seq, body }),
    }));
  }

  async #append(
    conversationId: string,
    activities: object[],
    more: Pick<Appended, 'clientId' | 'isOutgoing'>,
  ): Promise<string[] | undefined> {
    const stored = await this.#engine.db.transaction().execute((transaction) => {
      const now = this.#clock().getTime();
      const appended = { conversationId, activities, now, ...more };
      return appendIn(transaction, this.#engine, this.#events, appended);
    });
    if (stored === undefined) return undefined;
    this.#events.emit({ kind: 'activities', conversationId, activities: stored });
    return stored.map(({ seq }) => activityId(conversationId, seq));
  }
}

interface Appended {
  conversationId: string;
  activities: object[];
  /** The id that the sender gave the activity; only for a single activity. */
  clientId: string | null;
  /** The activities still have to be sent, if the conversation is on a connector channel. */
  isOutgoing: boolean;
  now: number;
}

/**
 * Adds activities within a transaction. Its commit notifies the other processes; the caller then notifies the listeners
 * of this one.
 * @returns undefined if there is no such conversation
 */
export async function appendIn(
  transaction: Queries,
  engine: Engine,
  events: StoreEvents,
  { conversationId, activities, clientId, isOutgoing, now }: Appended,
): Promise<StoredActivity[] | undefined> {
  const place = await transaction
    .updateTable('conversations')
    .set((eb) => ({
      last_active_at: activeHour(now),
      last_seq: eb('last_seq', '+', activities.length),
    }))
    .where('id', '=', conversationId)
    .returning('last_seq')
    .executeTakeFirst();
  if (place === undefined) return undefined;
  const first = place.last_seq - activities.length + 1;
  const named = activities.map((activity, index) => ({
    ...activity,
    id: activityId(conversationId, first + index),
  }));
  const rows = replyRows(conversationId, first, named, now).map((row) => ({ ...row, client_id: clientId }));
  await insertActivities(transaction, engine, rows);
  if (isOutgoing)
    await addToOutbox(
      transaction,
      conversationId,
      rows.map(({ seq }) => seq),
      now,
    );
  await events.publish(transaction, [conversationId]);
  return rows.map(({ seq, body }) => ({ seq, hidden: false, body }));
}
