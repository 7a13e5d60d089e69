import { useEffect, useRef } from 'preact/hooks';
import type { ReplyData } from '../../../bot/channel-data.ts';
import type { MessageEntry } from '../../widget/chat/chat.ts';
import { MessageContent } from '../../widget/panel/content/message-content.tsx';
import * as strings from '../../widget/strings/en.ts';
import { timeOfDay } from '../times.ts';

const nothing = (): void => undefined;

/** What the bot made of the message before: what it understood, and where it failed. */
const heard: Record<string, string> = {
  answer: 'answered',
  'patch-status': 'told the patch status',
  'patch-list': 'told the patch list',
  question: 'asked back',
  clarify: 'was not sure',
  unknown: 'did not know',
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

/** What was said in a conversation, the newest in view. */
export function Said({
  messages,
  customer,
  children,
}: {
  messages: readonly MessageEntry[];
  customer: string;
  /** Stands under the last message. */
  children?: preact.ComponentChildren;
}) {
  const log = useRef<HTMLDivElement>(null);
  const last = messages.at(-1)?.id;
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [last]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div class="log" role="log" aria-label="Conversation" tabIndex={0} ref={log}>
      {messages.map((entry) => {
        const caption = captionOf(entry);
        return (
          <div key={entry.id} class={`said ${entry.from}`}>
            <p class="soft">
              {entry.from === 'visitor' ? customer : (entry.agent?.name ?? 'Bot')} ·{' '}
              <time dateTime={entry.at.toISOString()}>{timeOfDay(entry.at)}</time>
              {caption !== undefined && <span class={`caption ${caption}`}> · {caption}</span>}
              {rated(entry)}
            </p>
            <div class="bubble">
              <MessageContent entry={entry} strings={strings} trusted={[location.origin]} press={nothing} />
            </div>
          </div>
        );
      })}
      {children}
    </div>
  );
}
