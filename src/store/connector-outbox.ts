import type { Clock } from './clock.ts';
import { activeHour } from './clock.ts';
import { isDue } from './due.ts';
import type { Engine, Queries } from './engine.ts';
import type { ReadBody } from './readable-bodies.ts';

/** A conversation on a connector channel, and how to reach it outside a turn. */
export interface ConnectorConversation {
  /** See `conversationKey`. */
  id: string;
  channelId: string;
  userId: string;
  userName: string | undefined;
  /** Bot Framework's conversation reference, as JSON; the newest one counts. */
  reference: string;
}

/** An activity that has yet to reach its connector channel. */
export interface OutboxEntry {
  conversationId: string;
  seq: number;
  channelId: string;
  reference: string;
  /** The activity as stored, JSON. */
  body: string;
  /** How many tries have failed. */
  attempts: number;
  /** How many chunks of it the channel has: a long message takes several. */
  sentChunks: number;
}

/** Identifies an entry. */
type OutboxKey = Pick<OutboxEntry, 'conversationId' | 'seq'>;

/**
 * Stores the conversations of connector channels and their outbox: an entry stays until its channel has accepted it.
 */
export class ConnectorOutbox {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #readBody: ReadBody;

  constructor(engine: Engine, { clock, readBody }: { clock: Clock; readBody: ReadBody }) {
    this.#engine = engine;
    this.#clock = clock;
    this.#readBody = readBody;
  }

  /** Stores a conversation as its newest activity describes it. Whoever writes can be reached. */
  async remember({ id, channelId, userId, userName, reference }: ConnectorConversation): Promise<void> {
    const now = this.#clock().getTime();
    await this.#engine.db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('conversations')
        .values({
          id,
          user_id: userId,
          user_name: userName ?? null,
          locale: null,
          created_at: now,
          last_active_at: activeHour(now),
          started_at: now,
          last_seq: 0,
          unanswered_count: 0,
          lease_owner: null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      await transaction
        .insertInto('conversation_references')
        .values({
          conversation_id: id,
          channel_id: channelId,
          conversation_reference: reference,
          is_unreachable: 0,
        })
        .onConflict((conflict) =>
          conflict
            .column('conversation_id')
            .doUpdateSet({ conversation_reference: reference, is_unreachable: 0 }),
        )
        .execute();
    });
  }

  /** Whether the bot can write to a conversation outside a turn. */
  async isReachable(id: string): Promise<boolean> {
    const row = await this.#engine.db
      .selectFrom('conversation_references')
      .select('conversation_id')
      .where('conversation_id', '=', id)
      .where('is_unreachable', '=', 0)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Finds how to write to a conversation outside a turn; undefined when that is not possible. */
  async find(id: string): Promise<{ channelId: string; reference: string } | undefined> {
    const row = await this.#engine.db
      .selectFrom('conversation_references')
      .selectAll()
      .where('conversation_id', '=', id)
      .where('is_unreachable', '=', 0)
      .executeTakeFirst();
    return row && { channelId: row.channel_id, reference: row.conversation_reference };
  }

  /** Leases the entries that are due: only the oldest of each conversation, so that they arrive in order. */
  async lease(leaseMs: number, most: number): Promise<OutboxEntry[]> {
    const now = this.#clock().getTime();
    const { db } = this.#engine;
    const due = await db
      .selectFrom('outbox')
      .innerJoin(
        'conversation_references',
        'conversation_references.conversation_id',
        'outbox.conversation_id',
      )
      .innerJoin('activities', (join) =>
        join
          .onRef('activities.conversation_id', '=', 'outbox.conversation_id')
          .onRef('activities.seq', '=', 'outbox.seq'),
      )
      .select(['outbox.conversation_id', 'outbox.seq', 'outbox.due_at', 'outbox.attempts'])
      .select('outbox.sent_chunks')
      .select([
        'conversation_references.channel_id',
        'conversation_references.conversation_reference',
        'activities.body',
      ])
      .where(isDue('outbox', 'due_at', now))
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('outbox as earlier')
              .select('earlier.seq')
              .whereRef('earlier.conversation_id', '=', 'outbox.conversation_id')
              .whereRef('earlier.seq', '<', 'outbox.seq'),
          ),
        ),
      )
      .orderBy('outbox.due_at')
      .limit(most)
      .execute();
    const taken: OutboxEntry[] = [];
    for (const row of due) {
      // Moving the due time is the lease: a process that finds it moved has lost the race.
      const mine = await db
        .updateTable('outbox')
        .set({ due_at: now + leaseMs, scheduled_at: now })
        .where('conversation_id', '=', row.conversation_id)
        .where('seq', '=', row.seq)
        .where('due_at', '=', row.due_at)
        .returning('seq')
        .executeTakeFirst();
      if (mine === undefined) continue;
      const { conversation_id: conversationId, channel_id: channelId, sent_chunks: sentChunks } = row;
      const { seq, conversation_reference: reference, attempts } = row;
      const body = this.#readBody({ conversationId, seq, body: row.body });
      taken.push({ conversationId, seq, channelId, reference, body, attempts, sentChunks });
    }
    return taken;
  }

  /**
   * Removes an entry: it was sent, or never will be.
   * @param sentId the channel's id of the message; empty or left out when the channel gave none
   */
  async done({ conversationId, seq }: OutboxKey, sentId = ''): Promise<void> {
    await this.#engine.db.transaction().execute(async (transaction) => {
      const due = await transaction
        .deleteFrom('outbox')
        .where('conversation_id', '=', conversationId)
        .where('seq', '=', seq)
        .returning('seq')
        .executeTakeFirst();
      // The customer may have been erased while it was being sent.
      if (due !== undefined) await keepSentId(transaction, { conversationId, seq }, sentId);
    });
  }

  /**
   * The channel has one more chunk of an entry, or never will: the next chunk is due at once.
   * @param sentId as with `done`
   */
  async chunkSent({ conversationId, seq }: OutboxKey, parts: number, sentId = ''): Promise<void> {
    const now = this.#clock().getTime();
    await this.#engine.db.transaction().execute(async (transaction) => {
      const due = await transaction
        .updateTable('outbox')
        .set({ sent_chunks: parts, due_at: now, attempts: 0 })
        .where('conversation_id', '=', conversationId)
        .where('seq', '=', seq)
        .returning('seq')
        .executeTakeFirst();
      if (due !== undefined) await keepSentId(transaction, { conversationId, seq }, sentId);
    });
  }

  /** The channel did not accept it: it is due again at `nextTry`. */
  async failed({ conversationId, seq }: OutboxKey, nextTry: Date): Promise<void> {
    await this.#engine.db
      .updateTable('outbox')
      .set((eb) => ({
        due_at: nextTry.getTime(),
        scheduled_at: this.#clock().getTime(),
        attempts: eb('attempts', '+', 1),
      }))
      .where('conversation_id', '=', conversationId)
      .where('seq', '=', seq)
      .execute();
  }

  /** Postpones an entry that was not tried. */
  async postpone({ conversationId, seq }: OutboxKey, until: Date): Promise<void> {
    await this.#engine.db
      .updateTable('outbox')
      .set({ due_at: until.getTime(), scheduled_at: this.#clock().getTime() })
      .where('conversation_id', '=', conversationId)
      .where('seq', '=', seq)
      .execute();
  }

  /**
   * Gives up all entries of a conversation that cannot be reached until its customer writes again.
   * @param line has the conversation reference that was tried
   * @returns how many entries were given up; undefined, with nothing changed, when the customer has written meanwhile
   */
  async unreachable({
    conversationId,
    reference,
  }: Pick<OutboxEntry, 'conversationId' | 'reference'>): Promise<number | undefined> {
    return await this.#engine.db.transaction().execute(async (transaction) => {
      const marked = await transaction
        .updateTable('conversation_references')
        .set({ is_unreachable: 1 })
        .where('conversation_id', '=', conversationId)
        .where('conversation_reference', '=', reference)
        .returning('conversation_id')
        .executeTakeFirst();
      if (marked === undefined) return undefined;
      const { numDeletedRows } = await transaction
        .deleteFrom('outbox')
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  }

  /**
   * Finds a sent activity by the channel's id of it.
   * @returns the activity as stored, JSON; undefined when the id is unknown
   */
  async findSent(conversationId: string, sentId: string): Promise<string | undefined> {
    const row = await this.#engine.db
      .selectFrom('sent_activities')
      .innerJoin('activities', (join) =>
        join
          .onRef('activities.conversation_id', '=', 'sent_activities.conversation_id')
          .onRef('activities.seq', '=', 'sent_activities.seq'),
      )
      .select(['activities.body', 'activities.seq'])
      .where('sent_activities.conversation_id', '=', conversationId)
      .where('sent_activities.channel_activity_id', '=', sentId)
      .executeTakeFirst();
    return row && this.#readBody({ conversationId, ...row });
  }
}

async function keepSentId(
  transaction: Queries,
  { conversationId, seq }: OutboxKey,
  sentId: string,
): Promise<void> {
  if (sentId === '') return;
  await transaction
    .insertInto('sent_activities')
    .values({ conversation_id: conversationId, channel_activity_id: sentId, seq })
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'channel_activity_id']).doUpdateSet({ seq }),
    )
    .execute();
}

/**
 * Adds activities to the outbox when their conversation is on a connector channel and can be reached. Call it within
 * the transaction that stores them.
 */
export async function addToOutbox(
  queries: Queries,
  conversationId: string,
  seqs: readonly number[],
  now: number,
): Promise<void> {
  const outside = await queries
    .selectFrom('conversation_references')
    .select('conversation_id')
    .where('conversation_id', '=', conversationId)
    .where('is_unreachable', '=', 0)
    .executeTakeFirst();
  if (outside === undefined) return;
  await queries
    .insertInto('outbox')
    .values(
      seqs.map((seq) => ({
        conversation_id: conversationId,
        seq,
        due_at: now,
        scheduled_at: now,
        attempts: 0,
        sent_chunks: 0,
      })),
    )
    .execute();
}
