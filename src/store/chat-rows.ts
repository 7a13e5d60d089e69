import type { Chat, ChatAgent, ChatPatch, NewChat } from '#handoff/chat.ts';
import { wordsIn } from './readable-bodies.ts';
import type { ChatRow } from './schema/handoff.ts';

const milliseconds = (date: Date | undefined): number | null => date?.getTime() ?? null;
const dateOf = (value: number | null): Date | undefined => (value === null ? undefined : new Date(value));
const agentOf = (id: string | null, name: string | null): ChatAgent | undefined =>
  id === null ? undefined : { id, name: name ?? '' };

/** Turns a new chat into a row. @param place its position in the queue, starting at 1 */
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
  intent: chat.intent ?? null,
  models: JSON.stringify(chat.models),
  mood: chat.mood ?? null,
  requested_at: chat.requestedAt.getTime(),
  has_priority: chat.hasPriority ? 1 : 0,
  first_position: place,
  announced_position: place,
  claimed_at: null,
  agent_id: null,
  agent_name: null,
  preferred_agent_id: chat.preferredAgent?.id ?? null,
  preferred_agent_name: chat.preferredAgent?.name ?? null,
  returned_by: null,
  overdue_at: null,
  closed_at: null,
  end_reason: null,
  ended_by_activity_id: null,
  outcome: null,
  tags: '[]',
  stars: null,
  comment: null,
  reopened_at: null,
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
  intent: row.intent ?? undefined,
  models: wordsIn(row.models),
  mood: row.mood ?? undefined,
  requestedAt: new Date(row.requested_at),
  hasPriority: row.has_priority === 1,
  firstPosition: row.first_position,
  announcedPosition: row.announced_position,
  claimedAt: dateOf(row.claimed_at),
  agent: agentOf(row.agent_id, row.agent_name),
  preferredAgent: agentOf(row.preferred_agent_id, row.preferred_agent_name),
  returnedBy: row.returned_by ?? undefined,
  overdueAt: dateOf(row.overdue_at),
  closedAt: dateOf(row.closed_at),
  end: row.end_reason ?? undefined,
  endedBy: row.ended_by_activity_id ?? undefined,
  outcome: row.outcome ?? undefined,
  tags: wordsIn(row.tags),
  stars: row.stars ?? undefined,
  comment: row.comment ?? undefined,
  reopenedAt: dateOf(row.reopened_at),
});

/** Turns a patch into columns; a field that the patch sets to undefined becomes null. */
export function columnsOf(patch: ChatPatch): Partial<ChatRow> {
  const columns: Partial<ChatRow> = {};
  if (patch.state !== undefined) columns.state = patch.state;
  if (patch.hasPriority !== undefined) columns.has_priority = patch.hasPriority ? 1 : 0;
  if (patch.announcedPosition !== undefined) columns.announced_position = patch.announcedPosition;
  if ('claimedAt' in patch) columns.claimed_at = milliseconds(patch.claimedAt);
  if ('agent' in patch) {
    columns.agent_id = patch.agent?.id ?? null;
    columns.agent_name = patch.agent?.name ?? null;
  }
  if ('preferredAgent' in patch) {
    columns.preferred_agent_id = patch.preferredAgent?.id ?? null;
    columns.preferred_agent_name = patch.preferredAgent?.name ?? null;
  }
  if ('returnedBy' in patch) columns.returned_by = patch.returnedBy ?? null;
  if (patch.reopenedAt !== undefined) columns.reopened_at = patch.reopenedAt.getTime();
  if ('overdueAt' in patch) columns.overdue_at = milliseconds(patch.overdueAt);
  if ('closedAt' in patch) columns.closed_at = milliseconds(patch.closedAt);
  if ('end' in patch) columns.end_reason = patch.end ?? null;
  if ('endedBy' in patch) columns.ended_by_activity_id = patch.endedBy ?? null;
  if ('outcome' in patch) columns.outcome = patch.outcome ?? null;
  if (patch.tags !== undefined) columns.tags = JSON.stringify(patch.tags);
  if (patch.stars !== undefined) columns.stars = patch.stars;
  if (patch.comment !== undefined) columns.comment = patch.comment;
  return columns;
}
