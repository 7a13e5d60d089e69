import { DIRECT_LINE } from '#channel-ids.ts';
import { inParts } from './batcher.ts';
import type { Engine, Queries } from './engine.ts';
import { countBeforeRemoval } from './insights/count-conversations.ts';

/** How many of each were removed. */
export interface Removed {
  conversations: number;
  activities: number;
  uploads: number;
  tickets: number;
  /** Chats, with their notes. */
  chats: number;
  /** Items of bot state. */
  state: number;
}

export const NOTHING: Removed = {
  conversations: 0,
  activities: 0,
  uploads: 0,
  tickets: 0,
  chats: 0,
  state: 0,
};

export const sum = (a: Removed, b: Removed): Removed => ({
  conversations: a.conversations + b.conversations,
  activities: a.activities + b.activities,
  uploads: a.uploads + b.uploads,
  tickets: a.tickets + b.tickets,
  chats: a.chats + b.chats,
  state: a.state + b.state,
});

/** How many conversations go into one statement: SQLite takes at most 32,766 values. */
const MAX_AT_ONCE = 500;

/**
 * Removes conversations with everything that belongs to them. Run it once in a transaction that has locked all of them
 * up front: counting locks totals from then on, and must not wait for a conversation any more.
 */
export async function removeConversations(queries: Queries, engine: Engine, ids: string[]): Promise<Removed> {
  await countBeforeRemoval(queries, engine, ids);
  let removed = NOTHING;
  for (const part of inParts(ids, MAX_AT_ONCE)) removed = sum(removed, await removeCounted(queries, part));
  return removed;
}

async function removeCounted(queries: Queries, ids: readonly string[]): Promise<Removed> {
  let state = 0;
  for (const id of ids) state += await removeState(queries, statePrefixOf(id));
  const uploads = await queries.deleteFrom('uploads').where('conversation_id', 'in', ids).executeTakeFirst();
  const tickets = await queries.deleteFrom('tickets').where('conversation_id', 'in', ids).executeTakeFirst();
  const chats = await queries.deleteFrom('chats').where('conversation_id', 'in', ids).executeTakeFirst();
  const activities = await queries
    .deleteFrom('activities')
    .where('conversation_id', 'in', ids)
    .executeTakeFirst();
  const conversations = await queries.deleteFrom('conversations').where('id', 'in', ids).executeTakeFirst();
  return {
    conversations: Number(conversations.numDeletedRows),
    activities: Number(activities.numDeletedRows),
    uploads: Number(uploads.numDeletedRows),
    tickets: Number(tickets.numDeletedRows),
    chats: Number(chats.numDeletedRows),
    state,
  };
}

/** Ids of connector channels begin with the channel. */
function statePrefixOf(id: string): string {
  const slash = id.indexOf('/');
  return slash < 0
    ? `${DIRECT_LINE}/conversations/${id}/`
    : `${id.slice(0, slash)}/conversations/${id.slice(slash + 1)}/`;
}

/** Removes the state items whose key begins with `prefix`, which ends in a slash: "0" is the character after it. */
async function removeState(queries: Queries, prefix: string): Promise<number> {
  const { numDeletedRows } = await queries
    .deleteFrom('bot_state')
    .where('key', '>=', prefix)
    .where('key', '<', `${prefix.slice(0, -1)}0`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
