import { useEffect, useRef } from 'preact/hooks';
import type { ReplyData } from '#bot/channel-data.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { MessageContent } from '#web/widget/panel/content/message-content.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { serverPath } from '../server-path.ts';
import { timeOfDay } from '../times.ts';
import { customerText } from './customer-text.ts';
import { type Customer, speakerOf } from './speaker.ts';

const nothing = (): void => undefined;

/** What the bot did with the customer's message. */
const heard: Record<string, string> = {
  answer: 'answered',
  'patch-status': 'gave the patch status',
  'patch-list': 'gave the patch list',
  question: 'asked a question',
  clarify: 'was not sure',
  unknown: 'did not understand',
  error: 'failed',
};

function captionOf({ from, activity }: MessageEntry): string | undefined {
  if (from !== 'bot') return undefined;
  const reply = activity.channelData?.['reply'] as ReplyData | undefined;
  const what = heard[reply?.kind ?? ''];
  if (what === undefined) return undefined;
  return reply?.answerId === undefined ? what : `${what}: ${reply.answerId}`;
}

const rated = ({ helpful }: MessageEntry): string =>
  helpful === undefined ? '' : helpful ? ' · customer: helpful' : ' · customer: not helpful';

/** Closer to the end than this counts as at the end. */
const NEAR_PX = 40;

/** An element that stays scrolled to its end when it grows or is resized, unless somebody is reading further up. */
function useFollowing(last: string | undefined) {
  const element = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const follow = (): void => {
    if (element.current && isAtEnd.current) element.current.scrollTop = element.current.scrollHeight;
  };
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    let before = current.scrollTop;
    const note = (): void => {
      const isNear = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_PX;
      // Only scrolling up leaves the end: content added below moves it away too.
      if (isNear) isAtEnd.current = true;
      else if (current.scrollTop < before) isAtEnd.current = false;
      before = current.scrollTop;
    };
    const watch = new ResizeObserver(follow);
    watch.observe(current);
    current.addEventListener('scroll', note, { passive: true });
    return () => {
      watch.disconnect();
      current.removeEventListener('scroll', note);
    };
  }, []);
  useEffect(follow, [last]);
  return element;
}

/** A conversation's messages, scrolled to the newest. */
export function TranscriptView({
  messages,
  customer,
  children,
}: {
  messages: readonly MessageEntry[];
  customer: Customer;
  /** Shown below the last message. */
  children?: preact.ComponentChildren;
}) {
  const log = useFollowing(messages.at(-1)?.id);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div class="log" role="log" aria-label="Conversation" tabIndex={0} ref={log}>
      {messages.map((message) => {
        const { isPartly, ...entry } = customerText(message, `${location.origin}${serverPath('')}`);
        const caption = captionOf(entry);
        return (
          <div key={entry.id} class={`said ${entry.from}`}>
            <p class="soft">
              <bdi>{speakerOf(entry, customer)}</bdi> ·{' '}
              <time dateTime={entry.at.toISOString()}>{timeOfDay(entry.at)}</time>
              {caption !== undefined && <span class={`caption ${caption}`}> · {caption}</span>}
              {rated(entry)}
            </p>
            <div class="bubble">
              <MessageContent entry={entry} strings={strings} trusted={[location.origin]} press={nothing} />
              {isPartly && <p class="soft">Part of this message cannot be shown here.</p>}
            </div>
          </div>
        );
      })}
      {children}
    </div>
  );
}
