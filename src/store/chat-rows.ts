import type { Chat, ChatAgent, ChatPatch, NewChat } from '#handoff/chat.ts';
import { wordsIn } from './readable-bodies.ts';
import type { ChatRow } from './schema.ts';

const milliseconds = (date: Date | undefined): number | null => date?.getTime() ?? null;
const dateOf = (value: number | null): Date | undefined => (value === null ? undefined : new Date(value));
const agentOf = (id: string | null, name: string | null): ChatAgent | undefined =>
  id === null ? undefined : { id, name: name ?? '' };

/** Turns a new chat into a row. @param place its position in the queue, from 1 */
export const rowOf = (chat: NewChat, place: number): ChatRow => ({
  reference: chat.reference,
  conversation_id: chat.conversationId,
  channel_id: chat.channelId,
  user_id: chat.userId,
  name: chat.name ?? null,
  locale: chat.locale ?? null,
  time_zone: chat.timeZone ?? null,
  state: 'waiting',
  reason: chat.reason,
  subject: chat.subject ?? null,
  models: JSON.stringify(chat.models),
  mood: chat.mood ?? null,
  requested_at: chat.requestedAt.getTime(),
  goes_first: chat.goesFirst ? 1 : 0,
  first_place: place,
  told_place: place,
  claimed_at: null,
  agent_id: null,
  agent_name: null,
  wanted_agent_id: chat.wantedAgent?.id ?? null,
  wanted_agent_name: chat.wantedAgent?.name ?? null,
  alarmed_at: null,
  closed_at: null,
  ended: null,
  ended_by: null,
  outcome: null,
  tags: '[]',
  stars: null,
  comment: null,
});

/** Turns a row into a chat. */
export const chatOf = (row: ChatRow): Chat => ({
  reference: row.reference,
  conversationId: row.conversation_id,
  channelId: row.channel_id,
  userId: row.user_id,
  name: row.name ?? undefined,
  locale: row.locale ?? undefined,
  timeZone: row.time_zone ?? undefined,
  state: row.state,
  reason: row.reason,
  subject: row.subject ?? undefined,
  models: wordsIn(row.models),
  mood: row.mood ?? undefined,
  requestedAt: new Date(row.requested_at),
  goesFirst: row.goes_first === 1,
  firstPlace: row.first_place,
  toldPlace: row.told_place,
  claimedAt: dateOf(row.claimed_at),
  agent: agentOf(row.agent_id, row.agent_name),
  wantedAgent: agentOf(row.wanted_agent_id, row.wanted_agent_name),
  alarmedAt: dateOf(row.alarmed_at),
  closedAt: dateOf(row.closed_at),
  end: row.ended ?? undefined,
  endedBy: row.ended_by ?? undefined,
  outcome: row.outcome ?? undefined,
  tags: wordsIn(row.tags),
  stars: row.stars ?? undefined,
  comment: row.comment ?? undefined,
});

/** Turns a patch into columns; what the patch sets to undefined becomes null. */
export function columnsOf(patch: ChatPatch): Partial<ChatRow> {
  const columns: Partial<ChatRow> = {};
  if (patch.state !== undefined) columns.state = patch.state;
  if (patch.goesFirst !== undefined) columns.goes_first = patch.goesFirst ? 1 : 0;
  if (patch.toldPlace !== undefined) columns.told_place = patch.toldPlace;
  if ('claimedAt' in patch) columns.claimed_at = milliseconds(patch.claimedAt);
  if ('agent' in patch) {
    columns.agent_id = patch.agent?.id ?? null;
    columns.agent_name = patch.agent?.name ?? null;
  }
  if ('alarmedAt' in patch) columns.alarmed_at = milliseconds(patch.alarmedAt);
  if ('closedAt' in patch) columns.closed_at = milliseconds(patch.closedAt);
  if (patch.end !== undefined) columns.ended = patch.end;
  if (patch.endedBy !== undefined) columns.ended_by = patch.endedBy;
  if (patch.outcome !== undefined) columns.outcome = patch.outcome;
  if (patch.tags !== undefined) columns.tags = JSON.stringify(patch.tags);
  if (patch.stars !== undefined) columns.stars = patch.stars;
  if (patch.comment !== undefined) columns.comment = patch.comment;
  return columns;
}
