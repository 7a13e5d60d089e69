import type {
  SupportChannel,
  TeamsAgent,
  TeamsChat,
  TeamsDeskStore,
} from '#handoff/teams-desk/teams-desk-store.ts';
import type { Clock } from './clock.ts';
import { isDue } from './due.ts';
import type { Engine } from './engine.ts';
import type { TeamsChatRow } from './schema/teams.ts';

const chatOf = (row: TeamsChatRow): TeamsChat => ({
  reference: row.chat_reference,
  cardId: row.card_id ?? undefined,
  threadId: row.thread_id ?? undefined,
  shown: row.card_state,
  sentSeq: row.sent_seq,
  sentChunks: row.sent_chunks,
  agentId: row.agent_id ?? undefined,
  isOver: row.is_finished === 1,
  failingSince: row.failing_since === null ? undefined : new Date(row.failing_since),
});

/** The columns of the fields that a change names; a field set to undefined becomes null. */
function columnsOf(change: Partial<Omit<TeamsChat, 'reference'>>): Partial<TeamsChatRow> {
  const columns: Partial<TeamsChatRow> = {};
  if ('cardId' in change) columns.card_id = change.cardId ?? null;
  if ('threadId' in change) columns.thread_id = change.threadId ?? null;
  if (change.shown !== undefined) columns.card_state = change.shown;
  if (change.sentSeq !== undefined) columns.sent_seq = change.sentSeq;
  if (change.sentChunks !== undefined) columns.sent_chunks = change.sentChunks;
  if ('agentId' in change) columns.agent_id = change.agentId ?? null;
  if (change.isOver !== undefined) columns.is_finished = change.isOver ? 1 : 0;
  if ('failingSince' in change) columns.failing_since = change.failingSince?.getTime() ?? null;
  return columns;
}

/** The key of the support channel's only row. */
const THE_CHANNEL = 'support';

/** Teams as a desk: accounts linked to Teams users, the support channel, and what was sent there about chats. */
export class TeamsDesk implements TeamsDeskStore {
  readonly #engine: Engine;
  readonly #clock: Clock;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  async addCode(agentId: string, codeHash: string, expiresAt: Date): Promise<void> {
    await this.#engine.db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('teams_link_codes').where('agent_id', '=', agentId).execute();
      await transaction
        .insertInto('teams_link_codes')
        .values({ code_hash: codeHash, agent_id: agentId, expires_at: expiresAt.getTime() })
        .execute();
    });
  }

  async redeemCode(codeHash: string, now: Date): Promise<string | undefined> {
    const row = await this.#engine.db
      .deleteFrom('teams_link_codes')
      .where('code_hash', '=', codeHash)
      .returning(['agent_id', 'expires_at'])
      .executeTakeFirst();
    return row !== undefined && row.expires_at > now.getTime() ? row.agent_id : undefined;
  }

  async link(agentId: string, teamsUserId: string, conversationId: string): Promise<void> {
    await this.#engine.db.transaction().execute(async (transaction) => {
      await transaction
        .deleteFrom('teams_links')
        .where((eb) => eb.or([eb('agent_id', '=', agentId), eb('teams_user_id', '=', teamsUserId)]))
        .execute();
      await transaction
        .insertInto('teams_links')
        .values({ agent_id: agentId, teams_user_id: teamsUserId, conversation_id: conversationId })
        .execute();
    });
  }

  async unlink(agentId: string): Promise<void> {
    await this.#engine.db.deleteFrom('teams_links').where('agent_id', '=', agentId).execute();
  }

  async isLinked(agentId: string): Promise<boolean> {
    return (await this.linkedAgent(agentId)) !== undefined;
  }

  async agentOf(teamsUserId: string): Promise<TeamsAgent | undefined> {
    return await this.#agentBy('teams_links.teams_user_id', teamsUserId);
  }

  async linkedAgent(agentId: string): Promise<TeamsAgent | undefined> {
    return await this.#agentBy('teams_links.agent_id', agentId);
  }

  async register({ channelId, reference }: SupportChannel): Promise<void> {
    const values = { channel_id: channelId, conversation_reference: reference };
    await this.#engine.db
      .insertInto('teams_support_channel')
      .values({ id: THE_CHANNEL, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute();
  }

  async unregister(): Promise<void> {
    await this.#engine.db.deleteFrom('teams_support_channel').execute();
  }

  async channel(): Promise<SupportChannel | undefined> {
    const row = await this.#engine.db.selectFrom('teams_support_channel').selectAll().executeTakeFirst();
    return row && { channelId: row.channel_id, reference: row.conversation_reference };
  }

  async begin(reference: string): Promise<void> {
    await this.#engine.db
      .insertInto('teams_chats')
      .values({
        chat_reference: reference,
        card_id: null,
        thread_id: null,
        card_state: '',
        sent_seq: 0,
        sent_chunks: 0,
        agent_id: null,
        is_finished: 0,
        leased_until: 0,
        scheduled_at: 0,
        failing_since: null,
      })
      .onConflict((conflict) => conflict.column('chat_reference').doNothing())
      .execute();
  }

  async open(): Promise<TeamsChat[]> {
    const rows = await this.#chats().where('is_finished', '=', 0).execute();
    return rows.map(chatOf);
  }

  async find(reference: string): Promise<TeamsChat | undefined> {
    const row = await this.#chats().where('chat_reference', '=', reference).executeTakeFirst();
    return row && chatOf(row);
  }

  async inThread(threadId: string): Promise<TeamsChat | undefined> {
    const row = await this.#chats().where('thread_id', '=', threadId).executeTakeFirst();
    return row && chatOf(row);
  }

  async ofAgent(agentId: string): Promise<TeamsChat | undefined> {
    const row = await this.#chats()
      .where('agent_id', '=', agentId)
      .where('is_finished', '=', 0)
      .orderBy('sent_seq', 'desc')
      .executeTakeFirst();
    return row && chatOf(row);
  }

  async busyAgents(): Promise<{ id: string; name: string }[]> {
    return await this.#engine.db
      .selectFrom('teams_chats')
      .innerJoin('agents', 'agents.id', 'teams_chats.agent_id')
      .select(['agents.id', 'agents.name'])
      .where('teams_chats.is_finished', '=', 0)
      .where('agents.is_disabled', '=', 0)
      .distinct()
      .execute();
  }

  async lease(reference: string, now: Date, leaseMs: number): Promise<TeamsChat | undefined> {
    const row = await this.#engine.db
      .updateTable('teams_chats')
      .set({ leased_until: now.getTime() + leaseMs, scheduled_at: now.getTime() })
      .where('chat_reference', '=', reference)
      .where('is_finished', '=', 0)
      .where(isDue('teams_chats', 'leased_until', now.getTime()))
      .returningAll()
      .executeTakeFirst();
    return row && chatOf(row);
  }

  async dropAgent(reference: string, agentId: string): Promise<void> {
    await this.#engine.db
      .updateTable('teams_chats')
      .set({ agent_id: null })
      .where('chat_reference', '=', reference)
      .where('agent_id', '=', agentId)
      .execute();
  }

  async update(
    reference: string,
    change: Partial<Omit<TeamsChat, 'reference'>>,
    freeAt?: Date,
  ): Promise<void> {
    const columns = {
      ...columnsOf(change),
      ...(freeAt === undefined
        ? {}
        : { leased_until: freeAt.getTime(), scheduled_at: this.#clock().getTime() }),
    };
    if (Object.keys(columns).length === 0) return;
    await this.#engine.db
      .updateTable('teams_chats')
      .set(columns)
      .where('chat_reference', '=', reference)
      .execute();
  }

  #chats() {
    return this.#engine.db.selectFrom('teams_chats').selectAll();
  }

  async #agentBy(
    column: 'teams_links.agent_id' | 'teams_links.teams_user_id',
    value: string,
  ): Promise<TeamsAgent | undefined> {
    const row = await this.#engine.db
      .selectFrom('teams_links')
      .innerJoin('agents', 'agents.id', 'teams_links.agent_id')
      .select(['agents.id', 'agents.name', 'agents.role', 'teams_links.conversation_id'])
      .where('agents.is_disabled', '=', 0)
      .where(column, '=', value)
      .executeTakeFirst();
    return (
      row && {
        id: row.id,
        name: row.name,
        isSupervisor: row.role === 'supervisor',
        conversationId: row.conversation_id,
      }
    );
  }
}
