import { useState } from 'preact/hooks';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { MessageContent } from '../content/message-content.tsx';
import { messageText } from '../content/plain-text.ts';
import { fullTime, timeOfDay } from '../dates.ts';
import type { Row } from '../rows.ts';
import type { View } from '../view.ts';
import { Face } from './face.tsx';
import { Icon } from './icon.tsx';

/** A message that the server has, from either side. */
export function Message({ entry, row, view }: { entry: MessageEntry; row: Row; view: View }) {
  const { strings, settings, trusted, press } = view;
  const isOwn = entry.from === 'visitor';
  const who = isOwn ? strings.you : (entry.agent?.name ?? strings.supportBot);
  return (
    <div class={`message ${isOwn ? 'own' : 'theirs'}`}>
      {entry.agent !== undefined && row.startsGroup && (
        <p class="who" aria-hidden="true">
          <Face agent={entry.agent} />
          {entry.agent.name}
        </p>
      )}
      <div class="bubble">
        <span class="unseen">{who}: </span>
        <MessageContent entry={entry} strings={strings} trusted={trusted} press={press} />
      </div>
      <div class="under">
        {row.endsGroup && (
          <p class="time">
            <time dateTime={entry.at.toISOString()} title={fullTime(entry.at, settings.locale)}>
              {timeOfDay(entry.at, settings.locale)}
            </time>
            {isOwn && <span> · {strings.sent}</span>}
          </p>
        )}
        {!isOwn && <Tools entry={entry} view={view} />}
      </div>
    </div>
  );
}

/** The row under an answer: the thumbs and the copy button. */
function Tools({ entry, view }: { entry: MessageEntry; view: View }) {
  const { chat, strings, announce } = view;
  const [isCopied, setCopied] = useState(false);
  const canCopy = 'clipboard' in navigator && entry.text !== '';
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(messageText(entry));
      setCopied(true);
      announce(strings.copied);
    } catch {
      setCopied(false);
    }
  };
  const say = (helpful: boolean) => () => {
    if (entry.helpful === helpful) return;
    chat.giveFeedback(entry, helpful);
    announce(strings.thanks);
  };
  if (entry.answerId === undefined && !canCopy) return null;
  return (
    <div class="tools">
      {entry.answerId !== undefined && (
        <div class="feedback" role="group" aria-label={strings.didThisHelp}>
          <span aria-hidden="true">{entry.helpful === undefined ? strings.didThisHelp : strings.thanks}</span>
          <button
            type="button"
            class="tool"
            aria-pressed={entry.helpful === true}
            aria-label={strings.helpful}
            title={strings.helpful}
            onClick={say(true)}
          >
            <Icon name="up" fill={entry.helpful === true} />
          </button>
          <button
            type="button"
            class="tool"
            aria-pressed={entry.helpful === false}
            aria-label={strings.notHelpful}
            title={strings.notHelpful}
            onClick={say(false)}
          >
            <Icon name="down" fill={entry.helpful === false} />
          </button>
        </div>
      )}
      {canCopy && (
        <button
          type="button"
          class="tool copy"
          aria-label={isCopied ? strings.copied : strings.copy}
          title={isCopied ? strings.copied : strings.copy}
          onClick={() => void copy()}
        >
          <Icon name={isCopied ? 'check' : 'copy'} />
        </button>
      )}
    </div>
  );
}
