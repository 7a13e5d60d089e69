import type { Clock } from './clock.ts';
import { activeHour } from './clock.ts';
import type { Engine } from './engine.ts';

/** A conversation on a connector channel, and how to reach it outside a turn. */
export interface ConnectorConversation {
  /** See `conversationKey`. */
  id: string;
  channelId: string;
  userId: string;
  userName: string | undefined;
  /** Bot Framework's conversation reference, as JSON; the newest one applies. */
  reference: string;
}

/** Stores the conversations of connector channels, and whether the bot can still write to them. */
export class ConnectorConversations {
  readonly #engine: Engine;
  readonly #clock: Clock;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /** Stores a conversation as its newest activity describes it. A customer who writes can be reached. */
  async save({ id, channelId, userId, userName, reference }: ConnectorConversation): Promise<void> {
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

  /** Finds how to write to a conversation outside a turn; undefined if that is not possible. */
  async find(id: string): Promise<{ channelId: string; reference: string } | undefined> {
    const row = await this.#engine.db
      .selectFrom('conversation_references')
      .selectAll()
      .where('conversation_id', '=', id)
      .where('is_unreachable', '=', 0)
      .executeTakeFirst();
    return row && { channelId: row.channel_id, reference: row.conversation_reference };
  }
}
