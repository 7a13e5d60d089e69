import type { Clock } from './clock.ts';
import { findDueEntries } from './due-outbox-entries.ts';
import type { Engine } from './engine.ts';
import type { ReadBody } from './readable-bodies.ts';
import { findSentActivity, saveSentId } from './sent-activities.ts';

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
  /** How many of its chunks the channel has: a long message has several. */
  sentChunks: number;
}

/** Identifies an entry. */
type OutboxKey = Pick<OutboxEntry, 'conversationId' | 'seq'>;

/** Stores the outbox of connector channels: an entry stays until its channel has accepted it. */
export class ConnectorOutbox {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #readBody: ReadBody;

  constructor(engine: Engine, { clock, readBody }: { clock: Clock; readBody: ReadBody }) {
    this.#engine = engine;
    this.#clock = clock;
    this.#readBody = readBody;
  }

  /** Leases the entries that are due: only the oldest of each conversation, so that they arrive in order. */
  async lease(leaseMs: number, most: number): Promise<OutboxEntry[]> {
    const now = this.#clock().getTime();
    const { db } = this.#engine;
    const due = await findDueEntries(db, now, most);
    const leased: OutboxEntry[] = [];
    for (const row of due) {
      // Moving the due time is the lease: a process that finds it already moved has lost the race.
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
      leased.push({ conversationId, seq, channelId, reference, body, attempts, sentChunks });
    }
    return leased;
  }

  /**
   * Removes an entry that was sent, or that never will be.
   * @param sentId the channel's id of the message; empty or omitted if the channel gave none
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
      if (due !== undefined) await saveSentId(transaction, { conversationId, seq }, sentId);
    });
  }

  /**
   * The channel has one more chunk of an entry, or will never get it: the next chunk is due at once.
   * @param sentId as for `done`
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
      if (due !== undefined) await saveSentId(transaction, { conversationId, seq }, sentId);
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
   * @param entry contains the conversation reference that was tried
   * @returns how many entries were given up; undefined, with nothing changed, if the customer has written since
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
   * Finds a sent activity by the id that the channel gave it.
   * @returns the activity as stored, JSON; undefined if the id is unknown
   */
  async findSent(conversationId: string, sentId: string): Promise<string | undefined> {
    const row = await findSentActivity(this.#engine.db, conversationId, sentId);
    return row && this.#readBody({ conversationId, ...row });
  }
}
