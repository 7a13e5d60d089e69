import type { ComponentChildren } from 'preact';
import type { ReplyData } from '#bot/channel-data.ts';
import type { DeskChatDetail } from '#desk/wire.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { MessageContent } from '#web/widget/panel/content/message-content.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { serverPath } from '../server-path.ts';
import { dayName, timeOfDay } from '../times.ts';
import { noticeText, transcriptWords as words } from '../words.ts';
import { customerText } from './customer-text.ts';
import type { Customer } from './speaker.ts';
import { type TimelineItem, timelineOf } from './timeline.ts';
import { useFollowing } from './use-following.ts';

const nothing = (): void => undefined;

/** A conversation, scrolled to its newest message: the customer on one side, bot and agents on the other. */
export function TranscriptView({
  messages,
  notes = [],
  customer,
  children,
}: {
  messages: readonly MessageEntry[];
  /** Notes shown between the messages. */
  notes?: DeskChatDetail['notes'];
  customer: Customer;
  /** Shown below the last message. */
  children?: ComponentChildren;
}) {
  const items = timelineOf(messages, notes, customer);
  const log = useFollowing();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling areas must be reachable by keyboard
    <div class="log" role="log" aria-label={words.conversation} tabIndex={0} ref={log}>
      {items.map((item) => (
        <TimelineEntry key={item.key} item={item} />
      ))}
      {children}
    </div>
  );
}

const Time = ({ at }: { at: Date }) => <time dateTime={at.toISOString()}>{timeOfDay(at)}</time>;

/** One item of a conversation. @param also text added to a notice */
export function TimelineEntry({ item, also }: { item: TimelineItem; also?: string | undefined }) {
  const { at } = item;
  switch (item.kind) {
    case 'day':
      return <p class="day">{dayName(at)}</p>;
    case 'notice':
      return (
        <p class="line">
          <bdi>{noticeText(item.notice)}</bdi>
          {also !== undefined && ` · ${also}`} · <Time at={at} />
        </p>
      );
    case 'note':
      return (
        <div class="note">
          <p class="run-head">
            <bdi>{item.note.agentName}</bdi> · {words.note} · <Time at={at} />
          </p>
          <p class="plain" dir="auto">
            {item.note.text}
          </p>
        </div>
      );
    case 'run':
      return (
        <div class={`run ${item.from}`}>
          <p class="run-head">
            <bdi>{item.speaker}</bdi> · <Time at={at} />
          </p>
          {item.entries.map((entry) => (
            <Said key={entry.id} entry={entry} />
          ))}
        </div>
      );
  }
}

function Said({ entry: given }: { entry: MessageEntry }) {
  const { isPartly, ...entry } = customerText(given, `${location.origin}${serverPath('')}`);
  const captions = [captionOf(entry), ratingOf(entry)].filter((each) => each !== undefined);
  return (
    <>
      <div class="bubble" dir="auto">
        <MessageContent entry={entry} strings={strings} trusted={[location.origin]} press={nothing} />
        {isPartly && <p class="soft">{words.partly}</p>}
      </div>
      {captions.length > 0 && <p class="caption">{captions.join(' · ')}</p>}
    </>
  );
}

/** How the bot handled the customer's message, if worth showing. */
function captionOf({ from, activity }: MessageEntry): string | undefined {
  if (from !== 'bot') return undefined;
  const reply = activity.channelData?.['reply'] as ReplyData | undefined;
  return words.understood[reply?.kind ?? ''];
}

const ratingOf = ({ helpful }: MessageEntry): string | undefined =>
  helpful === undefined ? undefined : helpful ? words.helped : words.didNotHelp;
