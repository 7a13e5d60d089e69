import type { Clock } from './clock.ts';
import { activeHour } from './clock.ts';
import { isDue } from './due.ts';
import type { Engine, Queries } from './engine.ts';
import type { ReadBody } from './readable-bodies.ts';

/** A conversation on a channel of somebody else's, and how to speak in it without being asked. */
export interface OutsideConversation {
  /** See `conversationKey`. */
  id: string;
  channelId: string;
  userId: string;
  userName: string | undefined;
  /** Bot Framework's conversation reference, as JSON; newer ones replace older. */
  reference: string;
}

/** Something that is to be said on such a channel. */
export interface OutsideLine {
  conversationId: string;
  seq: number;
  channelId: string;
  reference: string;
  /** The activity as it is kept, JSON. */
  body: string;
  /** Tries that failed. */
  attempts: number;
  /** Messages of it that the channel has: a long line takes several. */
  saidParts: number;
}

/** Which line. */
type LinePlace = Pick<OutsideLine, 'conversationId' | 'seq'>;

/** Conversations of outside channels, and what is to be said there: kept until the channel has taken it. */
export class Outside {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #readBody: ReadBody;

  constructor(engine: Engine, { clock, readBody }: { clock: Clock; readBody: ReadBody }) {
    this.#engine = engine;
    this.#clock = clock;
    this.#readBody = readBody;
  }

  /** Takes down a conversation as its newest activity shows it; who speaks can be reached. */
  async remember({ id, channelId, userId, userName, reference }: OutsideConversation): Promise<void> {
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
          pending: 0,
          lease_owner: null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      await transaction
        .insertInto('channel_references')
        .values({ conversation_id: id, channel_id: channelId, reference, is_unreachable: 0 })
        .onConflict((conflict) =>
          conflict.column('conversation_id').doUpdateSet({ reference, is_unreachable: 0 }),
        )
        .execute();
    });
  }

  /** Whether something can be said in a conversation without being asked. */
  async isReachable(id: string): Promise<boolean> {
    const row = await this.#engine.db
      .selectFrom('channel_references')
      .select('conversation_id')
      .where('conversation_id', '=', id)
      .where('is_unreachable', '=', 0)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** How to speak in a conversation; undefined where that is not possible. */
  async find(id: string): Promise<{ channelId: string; reference: string } | undefined> {
    const row = await this.#engine.db
      .selectFrom('channel_references')
      .selectAll()
      .where('conversation_id', '=', id)
      .where('is_unreachable', '=', 0)
      .executeTakeFirst();
    return row && { channelId: row.channel_id, reference: row.reference };
  }

  /** Takes on what is due: of each conversation the oldest alone, so that all is said in its order. */
  async take(leaseMs: number, most: number): Promise<OutsideLine[]> {
    const now = this.#clock().getTime();
    const { db } = this.#engine;
    const due = await db
      .selectFrom('outbox')
      .innerJoin('channel_references', 'channel_references.conversation_id', 'outbox.conversation_id')
      .innerJoin('activities', (join) =>
        join
          .onRef('activities.conversation_id', '=', 'outbox.conversation_id')
          .onRef('activities.seq', '=', 'outbox.seq'),
      )
      .select(['outbox.conversation_id', 'outbox.seq', 'outbox.due_at', 'outbox.attempts'])
      .select('outbox.said_parts')
      .select(['channel_references.channel_id', 'channel_references.reference', 'activities.body'])
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
    const taken: OutsideLine[] = [];
    for (const row of due) {
      // Moving the time on is the lease: who finds it moved already has lost the race.
      const mine = await db
        .updateTable('outbox')
        .set({ due_at: now + leaseMs, set_at: now })
        .where('conversation_id', '=', row.conversation_id)
        .where('seq', '=', row.seq)
        .where('due_at', '=', row.due_at)
        .returning('seq')
        .executeTakeFirst();
      if (mine === undefined) continue;
      const { conversation_id: conversationId, channel_id: channelId, said_parts: saidParts } = row;
      const { seq, reference, attempts } = row;
      const body = this.#readBody({ conversationId, seq, body: row.body });
      taken.push({ conversationId, seq, channelId, reference, body, attempts, saidParts });
    }
    return taken;
  }

  /**
   * It was said, or never will be.
   * @param sentId by which the channel knows it; empty or left out where there is no such id
   */
  async done({ conversationId, seq }: LinePlace, sentId = ''): Promise<void> {
    await this.#engine.db.transaction().execute(async (transaction) => {
      const due = await transaction
        .deleteFrom('outbox')
        .where('conversation_id', '=', conversationId)
        .where('seq', '=', seq)
        .returning('seq')
        .executeTakeFirst();
      // The person may have been erased while it was being said.
      if (due !== undefined) await keepSentId(transaction, { conversationId, seq }, sentId);
    });
  }

  /**
   * The channel has one more message of it, or never will: the next one is due at once.
   * @param sentId as with `done`
   */
  async saidPart({ conversationId, seq }: LinePlace, parts: number, sentId = ''): Promise<void> {
    const now = this.#clock().getTime();
    await this.#engine.db.transaction().execute(async (transaction) => {
      const due = await transaction
        .updateTable('outbox')
        .set({ said_parts: parts, due_at: now, attempts: 0 })
        .where('conversation_id', '=', conversationId)
        .where('seq', '=', seq)
        .returning('seq')
        .executeTakeFirst();
      if (due !== undefined) await keepSentId(transaction, { conversationId, seq }, sentId);
    });
  }

  /** The channel did not take it. */
  async failed({ conversationId, seq }: LinePlace, nextTry: Date): Promise<void> {
    await this.#engine.db
      .updateTable('outbox')
      .set((eb) => ({
        due_at: nextTry.getTime(),
        set_at: this.#clock().getTime(),
        attempts: eb('attempts', '+', 1),
      }))
      .where('conversation_id', '=', conversationId)
      .where('seq', '=', seq)
      .execute();
  }

  /** It was not tried: its time has not come. */
  async putOff({ conversationId, seq }: LinePlace, until: Date): Promise<void> {
    await this.#engine.db
      .updateTable('outbox')
      .set({ due_at: until.getTime(), set_at: this.#clock().getTime() })
      .where('conversation_id', '=', conversationId)
      .where('seq', '=', seq)
      .execute();
  }

  /**
   * Nothing can be said in the conversation until somebody speaks there: all that is still to be said is given up.
   * @param line with the reference by which it was tried
   * @returns the lines given up; undefined, and nothing is changed, where somebody has spoken meanwhile
   */
  async unreachable({
    conversationId,
    reference,
  }: Pick<OutsideLine, 'conversationId' | 'reference'>): Promise<number | undefined> {
    return await this.#engine.db.transaction().execute(async (transaction) => {
      const marked = await transaction
        .updateTable('channel_references')
        .set({ is_unreachable: 1 })
        .where('conversation_id', '=', conversationId)
        .where('reference', '=', reference)
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
   * Finds what was said by the channel's id of it.
   * @returns the activity as it is kept, JSON; undefined where that id is not known
   */
  async sentLine(conversationId: string, sentId: string): Promise<string | undefined> {
    const row = await this.#engine.db
      .selectFrom('channel_sent')
      .innerJoin('activities', (join) =>
        join
          .onRef('activities.conversation_id', '=', 'channel_sent.conversation_id')
          .onRef('activities.seq', '=', 'channel_sent.seq'),
      )
      .select(['activities.body', 'activities.seq'])
      .where('channel_sent.conversation_id', '=', conversationId)
      .where('channel_sent.sent_id', '=', sentId)
      .executeTakeFirst();
    return row && this.#readBody({ conversationId, ...row });
  }
}

async function keepSentId(
  transaction: Queries,
  { conversationId, seq }: LinePlace,
  sentId: string,
): Promise<void> {
  if (sentId === '') return;
  await transaction
    .insertInto('channel_sent')
    .values({ conversation_id: conversationId, sent_id: sentId, seq })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'sent_id']).doUpdateSet({ seq }))
    .execute();
}

/**
 * Within the transaction that keeps activities: has them said on the conversation's channel, where that is an outside
 * one that can be reached.
 */
export async function sayOutside(
  queries: Queries,
  conversationId: string,
  seqs: readonly number[],
  now: number,
): Promise<void> {
  const outside = await queries
    .selectFrom('channel_references')
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
        set_at: now,
        attempts: 0,
        said_parts: 0,
      })),
    )
    .execute();
}
