import type { ChatNotice } from '#handoff/handoff-status.ts';
import type { DeskConversation } from '#desk/closed/wire.ts';
import type { TimelineItem } from '../parts/timeline.ts';
import { endOf } from './outcome.tsx';

/** A notice of a chat's end. */
export type EndNotice = Extract<TimelineItem, { kind: 'notice' }>;

const endings: readonly ChatNotice['kind'][] = ['ended', 'ended-idle', 'to-bot', 'nobody-came'];
/** The times may differ this much: a chat and the notice of its end are stored in one transaction. */
const SAME_MS = 5000;

/** The notices of chats' ends, by the chat's reference. */
export const endsIn = (
  { chats }: DeskConversation,
  items: readonly TimelineItem[],
): ReadonlyMap<string, EndNotice> => {
  const notices = items.filter((item) => item.kind === 'notice' && endings.includes(item.notice.kind));
  return new Map(
    chats.flatMap(({ reference, closedAt }) => {
      const closed = Date.parse(closedAt ?? '');
      const notice = notices.find(({ at }) => Math.abs(at.getTime() - closed) < SAME_MS);
      return notice?.kind === 'notice' ? [[reference, notice]] : [];
    }),
  );
};

/** The outcome of the chat that a notice ends; undefined if there is none. */
export function outcomeTold(
  { chats }: DeskConversation,
  ends: ReadonlyMap<string, EndNotice>,
  { key }: TimelineItem,
): string | undefined {
  const chat = chats.find(({ reference }) => ends.get(reference)?.key === key);
  return chat === undefined || chat.outcome === null ? undefined : endOf(chat);
}
