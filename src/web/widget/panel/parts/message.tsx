import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { MessageContent } from '../content/message-content.tsx';
import { fullTime, timeOfDay } from '../dates.ts';
import type { Row } from '../rows.ts';
import type { View } from '../view.ts';
import { Face } from './face.tsx';
import { Tools } from './tools.tsx';

/** A stored message, from either side. */
export function Message({ entry, row, view }: { entry: MessageEntry; row: Row; view: View }) {
  const { strings, trusted, press } = view;
  const { agent } = entry;
  const isOwn = entry.from === 'visitor';
  const who = isOwn ? strings.you : (agent?.name ?? strings.supportBot);
  const isAnswer = entry.answerId !== undefined;
  return (
    <div class={`message ${isOwn ? 'own' : 'theirs'}`}>
      {agent !== undefined && row.startsGroup && (
        <p class="who" aria-hidden="true">
          <Face agent={agent} />
          {agent.name}
        </p>
      )}
      <div class="bubble">
        <span class="unseen">{who}: </span>
        <MessageContent entry={entry} strings={strings} trusted={trusted} press={press} hasButtons />
      </div>
      {(row.endsGroup || isAnswer) && (
        <div class="under">
          {row.endsGroup && <Time entry={entry} view={view} />}
          {isAnswer && <Tools entry={entry} view={view} />}
        </div>
      )}
    </div>
  );
}

const Time = ({ entry: { at, from }, view: { strings, settings } }: { entry: MessageEntry; view: View }) => (
  <p class="time">
    <time dateTime={at.toISOString()} title={fullTime(at, settings.locale)}>
      {timeOfDay(at, settings.locale)}
    </time>
    {from === 'visitor' && <span> · {strings.sent}</span>}
  </p>
);
