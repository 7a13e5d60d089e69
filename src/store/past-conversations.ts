import type { ChatPatch, NewChat } from '#handoff/chat.ts';
import { inParts } from './batcher.ts';
import { columnsOf, rowOf } from './chat-rows.ts';
import { activeHour } from './clock.ts';
import { insertActivities } from './conversation-rows.ts';
import type { Engine, Queries } from './engine.ts';
import { insertFacts, type NewTurnFact, noteThumb, type Thumb } from './turn-facts.ts';

/** An activity from the past. */
export interface PastActivity {
  /** As JSON, complete with its id. */
  body: string;
  /** Milliseconds. */
  at: number;
  isHidden: boolean;
  /** The bot has answered it. */
  isCustomers: boolean;
}

/** A chat from the past. */
export interface PastChat {
  chat: NewChat;
  /** How it went. */
  patch: ChatPatch;
}

/** A conversation from the past. */
export interface PastConversation {
  id: string;
  userId: string;
  userName: string | undefined;
  locale: string | undefined;
  /** In order; at least one. */
  activities: readonly PastActivity[];
  /** How the bot understood what was written. */
  facts: readonly NewTurnFact[];
  thumbs: readonly Thumb[];
  chat: PastChat | undefined;
}

/** Stores conversations from the past, all in one transaction. Nobody is notified. */
export async function storePastConversations(
  engine: Engine,
  conversations: readonly PastConversation[],
): Promise<void> {
  await engine.db.transaction().execute(async (transaction) => {
    for (const part of inParts([...conversations], engine.rowsPerStatement))
      await transaction.insertInto('conversations').values(part.map(conversationRow)).execute();
    await insertActivities(transaction, engine, conversations.flatMap(activityRows));
    await insertFacts(
      transaction,
      engine,
      conversations.flatMap(({ facts }) => facts),
    );
    for (const { id, thumbs } of conversations)
      for (const thumb of thumbs) await noteThumb(transaction, id, thumb);
    await insertChats(transaction, conversations);
  });
}

const conversationRow = ({ id, userId, userName, locale, activities }: PastConversation) => ({
  id,
  user_id: userId,
  user_name: userName ?? null,
  locale: locale ?? null,
  created_at: activities[0]?.at ?? 0,
  last_active_at: activeHour(activities.at(-1)?.at ?? 0),
  started_at: activities[0]?.at ?? 0,
  last_seq: activities.length,
  unanswered_count: 0,
  lease_owner: null,
});

const activityRows = ({ id, activities }: PastConversation) =>
  activities.map(({ body, at, isHidden, isCustomers }, index) => ({
    conversation_id: id,
    seq: index + 1,
    client_id: null,
    status: isCustomers ? ('answered' as const) : null,
    attempts: 0,
    is_hidden: isHidden ? 1 : 0,
    body,
    created_at: at,
  }));

async function insertChats(queries: Queries, conversations: readonly PastConversation[]): Promise<void> {
  for (const { chat: past } of conversations) {
    if (past === undefined) continue;
    const row = { ...rowOf(past.chat, 1), ...columnsOf(past.patch) };
    await queries.insertInto('chats').values(row).execute();
  }
}
