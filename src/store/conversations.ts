import { randomUUID } from 'node:crypto';
import { activeHour, type Clock } from './clock.ts';
import type { Engine } from './engine.ts';
import type { StoreEvents } from './events.ts';
import { activityId } from './ids.ts';
import type { ConversationRow } from './schema/conversations.ts';
import type { Accepted } from './accept.ts';

export interface Conversation {
  id: string;
  userId: string;
  userName: string | undefined;
  locale: string | undefined;
  createdAt: number;
  started: boolean;
  /** The sequence number of its newest activity; 0 if it has none. */
  lastSeq: number;
}

export interface NewConversation {
  id?: string;
  userId: string;
  userName?: string | undefined;
  locale?: string | undefined;
}

export type Start =
  | { kind: 'started'; conversation: Conversation; accepted: Accepted }
  | { kind: 'running'; conversation: Conversation };

/** Stores which conversations exist, and who they belong to. */
export class Conversations {
  readonly #engine: Engine;
  readonly #events: StoreEvents;
  readonly #clock: Clock;

  constructor(engine: Engine, events: StoreEvents, clock: Clock) {
    this.#engine = engine;
    this.#events = events;
    this.#clock = clock;
  }

  async find(id: string): Promise<Conversation | undefined> {
    const row = await this.#engine.db
      .selectFrom('conversations')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row === undefined ? undefined : asConversation(row);
  }

  /** Finds the user's newest conversation, started or promised. */
  async newestOf(userId: string): Promise<Conversation | undefined> {
    const row = await this.#engine.db
      .selectFrom('conversations')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? undefined : asConversation(row);
  }

  /** Promises a conversation to a user before their client starts it. The bot does not learn of it yet. */
  async promise(wanted: NewConversation): Promise<Conversation> {
    const newest = await this.newestOf(wanted.userId);
    const row = this.#row(wanted);
    // The clock may have been set back, but the newest conversation of a user must still be the one created last.
    const made = { ...row, created_at: Math.max(row.created_at, (newest?.createdAt ?? 0) + 1) };
    await this.#engine.db.insertInto('conversations').values(made).execute();
    return asConversation(made);
  }

  /**
   * Starts a conversation, once however often it is called. The first call also stores, in the same transaction, the
   * hidden activity that makes the bot greet the user.
   * @param greeting builds that activity for the conversation
   */
  async start(wanted: NewConversation, greeting: (conversation: Conversation) => object): Promise<Start> {
    const now = this.#clock().getTime();
    const row = this.#row(wanted);
    const outcome = await this.#engine.db.transaction().execute(async (transaction): Promise<Start> => {
      await transaction
        .insertInto('conversations')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      const started = await transaction
        .updateTable('conversations')
        .set((eb) => ({
          started_at: now,
          locale: eb.fn.coalesce('locale', eb.val(wanted.locale ?? null)),
          last_active_at: activeHour(now),
          last_seq: eb('last_seq', '+', 1),
          unanswered_count: eb('unanswered_count', '+', 1),
          lease_owner: eb.fn.coalesce('lease_owner', eb.val(this.#engine.processId)),
        }))
        .where('id', '=', row.id)
        .where('started_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      if (started === undefined) {
        const running = await transaction
          .selectFrom('conversations')
          .selectAll()
          .where('id', '=', row.id)
          .executeTakeFirstOrThrow();
        return { kind: 'running', conversation: asConversation(running) };
      }
      const conversation = asConversation(started);
      const seq = started.last_seq;
      const id = activityId(row.id, seq);
      const body = JSON.stringify({ ...greeting(conversation), id });
      await transaction
        .insertInto('activities')
        .values({
          conversation_id: row.id,
          seq,
          client_id: null,
          status: 'accepted',
          attempts: 0,
          is_hidden: 1,
          body,
          created_at: now,
        })
        .execute();
      await this.#events.publish(transaction, [row.id]);
      const mine = started.lease_owner === this.#engine.processId;
      return {
        kind: 'started',
        conversation,
        accepted: { kind: 'accepted', id, seq, body, pending: started.unanswered_count, mine },
      };
    });
    if (outcome.kind === 'started')
      this.#events.emit({
        kind: 'activities',
        conversationId: row.id,
        activities: [{ seq: outcome.accepted.seq, hidden: true, body: outcome.accepted.body }],
      });
    return outcome;
  }

  #row({ id = randomUUID(), userId, userName, locale }: NewConversation): ConversationRow {
    const now = this.#clock().getTime();
    return {
      id,
      user_id: userId,
      user_name: userName ?? null,
      locale: locale ?? null,
      created_at: now,
      last_active_at: activeHour(now),
      started_at: null,
      last_seq: 0,
      unanswered_count: 0,
      lease_owner: null,
    };
  }
}

const asConversation = (row: ConversationRow): Conversation => ({
  id: row.id,
  userId: row.user_id,
  userName: row.user_name ?? undefined,
  locale: row.locale ?? undefined,
  createdAt: row.created_at,
  started: row.started_at !== null,
  lastSeq: row.last_seq,
});
