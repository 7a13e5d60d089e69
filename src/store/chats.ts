import type {
  Chat,
  ChatActivity,
  ChatChange,
  ChatNote,
  ChatPatch,
  ChatStore,
  Changed,
  NewChat,
} from '#handoff/chat.ts';
import { findDuplicate } from './accept.ts';
import { chatOf, columnsOf, rowOf } from './chat-rows.ts';
import type { Clock } from './clock.ts';
import { hasCustomerWrittenAfter } from './customer-wrote.ts';
import type { Engine, Queries } from './engine.ts';
import type { StoreEvents, StoredActivity } from './events.ts';
import { lockConversations } from './conversation-rows.ts';
import { noteOf } from './note-rows.ts';
import { isSilent, silentChats } from './silent-chats.ts';
import { markUncounted } from './turn-facts.ts';
import { appendIn } from './transcript.ts';
import type { Uploads } from './uploads.ts';

/** Builds the activity that the customer's client gets. */
export type BuildActivity = (chat: Pick<Chat, 'conversationId' | 'channelId'>, line: ChatActivity) => object;

interface Parts {
  engine: Engine;
  events: StoreEvents;
  uploads: Uploads;
  clock: Clock;
}

interface Made {
  outcome: Changed;
  /** The activities that were added. */
  stored: StoredActivity[];
  /** True if the chat itself changed; a message alone changes nothing that the desk lists. */
  isOther: boolean;
}

const nothingMade = (outcome: Changed): Made => ({ outcome, stored: [], isOther: false });

/** Stores chats. A change and the activities that belong to it are one transaction. */
export class Chats implements ChatStore {
  readonly #parts: Parts;
  #buildActivity: BuildActivity = () => {
    throw new Error('No activity builder is set; call useActivityBuilder first.');
  };

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Sets the function that builds activities for a channel. Call it before the first change. */
  useActivityBuilder(buildActivity: BuildActivity): void {
    this.#buildActivity = buildActivity;
  }

  async open(chat: NewChat): Promise<Chat> {
    const { engine, events } = this.#parts;
    const opened = await engine.db.transaction().execute(async (transaction) => {
      await lockConversations(transaction, engine, [chat.conversationId]);
      const there = await openChatIn(transaction, chat.conversationId);
      if (there !== undefined) return there;
      const before = await transaction
        .selectFrom('chats')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('state', '=', 'waiting')
        .where('has_priority', '>=', chat.hasPriority ? 1 : 0)
        .executeTakeFirstOrThrow();
      const { newest } = await transaction
        .selectFrom('chats')
        .select((eb) => eb.fn.max('requested_at').as('newest'))
        .where('conversation_id', '=', chat.conversationId)
        .executeTakeFirstOrThrow();
      // The clock may have been set back, but the newest chat of a conversation must still be the one opened last.
      const requestedAt = new Date(Math.max(chat.requestedAt.getTime(), (newest ?? 0) + 1));
      const row = rowOf({ ...chat, requestedAt }, before.count + 1);
      await transaction.insertInto('chats').values(row).execute();
      // The turn that asked for it may already have been counted.
      await markUncounted(transaction, chat.conversationId);
      await events.publishHandoff(transaction);
      return chatOf(row);
    });
    events.emit({ kind: 'desk' });
    return opened;
  }

  async find(reference: string): Promise<Chat | undefined> {
    const row = await this.#all().where('reference', '=', reference).executeTakeFirst();
    return row && chatOf(row);
  }

  async newestIn(conversationId: string): Promise<Chat | undefined> {
    const row = await this.#all()
      .where('conversation_id', '=', conversationId)
      // An older chat may have been reopened.
      .orderBy((eb) => eb('state', '=', 'closed'))
      .orderBy('requested_at', 'desc')
      .orderBy('reference')
      .limit(1)
      .executeTakeFirst();
    return row && chatOf(row);
  }

  /** Reads the chats of a conversation, oldest first. */
  async allIn(conversationId: string): Promise<Chat[]> {
    const rows = await this.#all()
      .where('conversation_id', '=', conversationId)
      .orderBy('requested_at')
      .execute();
    return rows.map(chatOf);
  }

  async waiting(): Promise<Chat[]> {
    const rows = await this.#all()
      .where('state', '=', 'waiting')
      .orderBy('has_priority', 'desc')
      .orderBy('requested_at')
      .orderBy('reference')
      .execute();
    return rows.map(chatOf);
  }

  async connected(): Promise<Chat[]> {
    const rows = await this.#all()
      .where('state', '=', 'connected')
      .orderBy('claimed_at')
      .orderBy('reference')
      .execute();
    return rows.map(chatOf);
  }

  /** Without reopened chats, for whose agent nobody waited, and without those that went back to the queue. */
  async lastClaimed(most: number): Promise<Chat[]> {
    const rows = await this.#all()
      .whereRef('claimed_at', '>=', 'requested_at')
      .where('reopened_at', 'is', null)
      .orderBy('claimed_at', 'desc')
      .limit(most)
      .execute();
    return rows.map(chatOf);
  }

  /**
   * How long the chats claimed since then had waited: milliseconds, shortest first. Left out are reopened chats, for
   * whose agent nobody waited, and those that went back to the queue.
   */
  async waitsSince(since: Date): Promise<number[]> {
    const rows = await this.#parts.engine.db
      .selectFrom('chats')
      .select(['requested_at', 'claimed_at'])
      .where('claimed_at', '>=', since.getTime())
      .whereRef('claimed_at', '>=', 'requested_at')
      .where('reopened_at', 'is', null)
      .execute();
    return rows
      .map(({ requested_at: requested, claimed_at: claimed }) => (claimed ?? requested) - requested)
      .toSorted((a, b) => a - b);
  }

  async change(reference: string, change: ChatChange): Promise<Changed> {
    const { engine, events, uploads } = this.#parts;
    const conversationId = (await this.find(reference))?.conversationId;
    if (conversationId === undefined) return { kind: 'unknown' };
    const { files = [] } = change;
    for (const file of files) await uploads.save({ ...file, conversationId });
    const { outcome, stored, isOther } = await engine.db.transaction().execute(async (transaction) => {
      // A change locks the conversation, as a turn does, so that the two run one after the other.
      await lockConversations(transaction, engine, [conversationId]);
      return await this.#changeIn(transaction, reference, change);
    });
    if (stored.length > 0) events.emit({ kind: 'activities', conversationId, activities: stored });
    if (isOther) events.emit({ kind: 'desk' });
    if (outcome.kind !== 'changed') await uploads.remove(files.map(({ id }) => id));
    return outcome;
  }

  /** A chat that goes back to the queue counts as waiting from now, however long ago its customer first asked. */
  #waitOf(chat: Chat, patch: ChatPatch): { requested_at?: number } {
    if (patch.state !== 'waiting' || chat.state === 'waiting') return {};
    return { requested_at: Math.max(this.#parts.clock().getTime(), chat.requestedAt.getTime()) };
  }

  async #changeIn(transaction: Queries, reference: string, change: ChatChange): Promise<Made> {
    const { engine, events, clock } = this.#parts;
    const { decide, clientId, readUpTo, silentSince } = change;
    const row = await transaction
      .selectFrom('chats')
      .selectAll()
      .where('reference', '=', reference)
      .executeTakeFirst();
    if (row === undefined) return nothingMade({ kind: 'unknown' });
    const chat = chatOf(row);
    const { conversationId } = chat;
    const ownId = clientId === undefined ? null : `agent/${clientId}`;
    const isRepeated =
      ownId !== null &&
      (await findDuplicate(transaction, { conversationId, clientId: ownId, activity: {} })) !== undefined;
    if (isRepeated) return nothingMade({ kind: 'repeated', chat });
    const open = chat.state === 'closed' ? await openChatIn(transaction, conversationId) : undefined;
    const decision = decide(chat, { open });
    if (decision === undefined) return nothingMade({ kind: 'kept', chat });
    if (readUpTo !== undefined && (await hasCustomerWrittenAfter(transaction, conversationId, readUpTo)))
      return nothingMade({ kind: 'unread', chat });
    if (silentSince !== undefined && !(await isSilent(transaction, reference, silentSince)))
      return nothingMade({ kind: 'kept', chat });
    const { patch = {}, lines = [] } = decision;
    const columns = { ...columnsOf(patch), ...this.#waitOf(chat, patch) };
    const isOther = Object.keys(columns).length > 0;
    if (isOther)
      await transaction.updateTable('chats').set(columns).where('reference', '=', reference).execute();
    if (isOther) await markUncounted(transaction, conversationId);
    const activities = lines.map((line) => this.#buildActivity(chat, line));
    const stored =
      activities.length === 0
        ? []
        : await appendIn(transaction, engine, events, {
            conversationId,
            activities,
            clientId: ownId,
            isOutgoing: true,
            now: clock().getTime(),
          });
    if (isOther) await events.publishHandoff(transaction);
    const changed: Chat = { ...chat, ...patch };
    return { outcome: { kind: 'changed', chat: changed }, stored: stored ?? [], isOther };
  }

  async silentSince(limit: Date): Promise<Chat[]> {
    const rows = await silentChats(this.#parts.engine.db, limit).execute();
    return rows.map(chatOf);
  }

  async addNote(reference: string, { id, agentName, text, at }: ChatNote): Promise<void> {
    const { engine, events } = this.#parts;
    await engine.db
      .insertInto('chat_notes')
      .values({ id, chat_reference: reference, agent_name: agentName, text, created_at: at.getTime() })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    await events.notifyDesks(engine.db);
  }

  async notes(reference: string): Promise<ChatNote[]> {
    const rows = await this.#parts.engine.db
      .selectFrom('chat_notes')
      .selectAll()
      .where('chat_reference', '=', reference)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map(noteOf);
  }

  #all() {
    return this.#parts.engine.db.selectFrom('chats').selectAll();
  }
}

async function openChatIn(queries: Queries, conversationId: string): Promise<Chat | undefined> {
  const row = await queries
    .selectFrom('chats')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', '<>', 'closed')
    .executeTakeFirst();
  return row && chatOf(row);
}
