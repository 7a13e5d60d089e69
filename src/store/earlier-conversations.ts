import type { Engine } from './engine.ts';

/** A conversation that a visitor can return to. */
export interface EarlierConversation {
  id: string;
  startedAt: Date;
  /** The first message that they wrote. */
  firstWords: string;
}

/** A visitor's first message is among their first few activities, after events. */
const MAX_ACTIVITIES = 10;

/**
 * Lists the conversations in which a person has written something, newest first.
 * @param most how many conversations are read
 */
export async function listEarlierConversations(
  engine: Engine,
  userId: string,
  most: number,
): Promise<EarlierConversation[]> {
  const rows = await engine.db
    .selectFrom('conversations')
    .select(['id', 'created_at'])
    .where('user_id', '=', userId)
    .where('last_seq', '>', 0)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
  const listed = await Promise.all(
    rows.map(async ({ id, created_at: at }) => {
      const firstWords = await firstWordsIn(engine, id);
      return firstWords === undefined ? [] : [{ id, startedAt: new Date(at), firstWords }];
    }),
  );
  return listed.flat();
}

async function firstWordsIn({ db }: Engine, conversationId: string): Promise<string | undefined> {
  const rows = await db
    .selectFrom('activities')
    .select('body')
    .where('conversation_id', '=', conversationId)
    // Only activities from the customer have a status.
    .where('status', 'is not', null)
    .where('is_hidden', '=', 0)
    .orderBy('seq')
    .limit(MAX_ACTIVITIES)
    .execute();
  return rows.map(({ body }) => textIn(body)).find((text) => text !== '');
}

/** @returns '' unless it is a readable message with text */
function textIn(body: string): string {
  try {
    const { type, text } = JSON.parse(body) as { type?: unknown; text?: unknown };
    return type === 'message' && typeof text === 'string' ? text.trim() : '';
  } catch {
    return '';
  }
}
