import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { ConversationChat, DeskConversation } from '#desk/closed/wire.ts';
import type { Activity } from '#web/widget/client/activity.ts';
import { emptyTranscript, withActivity } from '#web/widget/client/transcript.ts';
import type { Customer } from '../parts/speaker.ts';
import { type TimelineItem, timelineOf } from '../parts/timeline.ts';
import { TimelineEntry } from '../parts/transcript-view.tsx';
import { timeOfDay } from '../times.ts';
import { pastWords as words } from '../words.ts';
import { endsIn, type EndNotice, outcomeTold } from './chat-ends.ts';
import { endOf, StarsPill } from './outcome.tsx';

/** An entry of a conversation, ordered by time. */
interface Entry {
  key: string;
  at: number;
  shown: ComponentChildren;
}

/** The messages, with chat events, notes and ratings in between. Starts at the end. */
export function ConversationLog({
  conversation,
  customer,
  onEarlier,
  showsAt,
}: {
  conversation: DeskConversation;
  customer: Customer;
  /** Loads earlier messages; undefined if there are none. */
  onEarlier: (() => void) | undefined;
  showsAt: string | undefined;
}) {
  const log = useRef<HTMLDivElement>(null);
  const items = itemsIn(conversation, customer);
  const first = items[0]?.at.getTime() ?? 0;
  const ends = endsIn(conversation, items);
  // Of chats that began before the shown part, include only what happened in it.
  const others = conversation.chats
    .flatMap((chat) => happeningsIn(chat, ends.get(chat.reference)))
    .filter(({ at }) => onEarlier === undefined || at >= first);
  const said = items.map((item): Entry => ({
    key: item.key,
    at: item.at.getTime(),
    shown: <TimelineEntry item={item} also={outcomeTold(conversation, ends, item)} />,
  }));
  const entries = [...said, ...others].toSorted((a, b) => a.at - b.at);
  const target =
    showsAt === undefined ? undefined : items.find((item) => holds(item, Date.parse(showsAt)))?.key;
  useHeldPlace(log, conversation.earlier);
  useEffect(() => {
    const { current } = log;
    const found = target && current?.querySelector(`[data-entry="${CSS.escape(target)}"]`);
    if (found) found.scrollIntoView({ block: 'center' });
    else if (current !== null) current.scrollTop = current.scrollHeight;
  }, [target]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling areas must be reachable by keyboard
    <div class="log" role="region" aria-label={words.log} tabIndex={0} ref={log}>
      {onEarlier !== undefined && (
        <button type="button" class="quiet earlier" onClick={onEarlier}>
          {words.earlier}
        </button>
      )}
      {entries.map(({ key, shown }) => (
        <div key={key} data-entry={key} class={`entry ${key === target ? 'found' : ''}`}>
          {shown}
        </div>
      ))}
    </div>
  );
}

/** Keeps the reading position when earlier messages are added above it. @param earlier changes when that happens */
function useHeldPlace(log: { current: HTMLElement | null }, earlier: string | null): void {
  const height = useRef(0);
  useLayoutEffect(() => {
    const { current } = log;
    if (current === null) return;
    if (height.current > 0) current.scrollTop += current.scrollHeight - height.current;
    height.current = current.scrollHeight;
  }, [earlier]);
}

/** Messages and notes in order, as in an open chat. */
function itemsIn({ activities, chats }: DeskConversation, customer: Customer): TimelineItem[] {
  const { messages } = activities.reduce<typeof emptyTranscript>(
    (transcript, activity) => withActivity(transcript, activity as Activity, customer.userId),
    emptyTranscript,
  );
  const notes = chats.flatMap((chat) => chat.notes).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return timelineOf(messages, notes, customer);
}

/** Whether the item includes a message of this time. */
const holds = (item: TimelineItem, at: number): boolean =>
  item.kind === 'run' && item.entries.some((entry) => entry.at.getTime() === at);

/** @param end the notice of the chat's end, if any, which makes another entry for it unnecessary */
function happeningsIn(chat: ConversationChat, end: EndNotice | undefined): Entry[] {
  const { reference, requestedAt, closedAt, stars } = chat;
  const closed = end?.at.getTime() ?? Date.parse(closedAt ?? '');
  return [
    {
      key: `${reference} requested`,
      at: Date.parse(requestedAt),
      shown: <Happening at={requestedAt}>{words.requested(reference)}</Happening>,
    },
    ...(closedAt === null || end !== undefined
      ? []
      : [
          {
            key: `${reference} closed`,
            at: closed,
            shown: <Closed chat={chat} closedAt={closedAt} />,
          },
        ]),
    ...(closedAt === null || stars === null
      ? []
      : [{ key: `${reference} rated`, at: closed, shown: <Rating chat={chat} /> }]),
  ];
}

const Happening = ({ at, children }: { at: string; children: ComponentChildren }) => (
  <p class="line">
    {children} · <time dateTime={at}>{timeOfDay(new Date(at))}</time>
  </p>
);

const Closed = ({ chat, closedAt }: { chat: ConversationChat; closedAt: string }) => (
  <Happening at={closedAt}>{words.closed(endOf(chat))}</Happening>
);

const Rating = ({ chat: { stars, comment } }: { chat: ConversationChat }) => (
  <div class="rating">
    <p>
      {words.rated} <StarsPill stars={stars} />
    </p>
    {comment !== null && (
      <blockquote class="plain" dir="auto">
        {comment}
      </blockquote>
    )}
  </div>
);
