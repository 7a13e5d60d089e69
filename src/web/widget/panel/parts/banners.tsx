import { fill, plural, type Strings } from '#web/widget/strings/strings.ts';
import type { Connection } from '#web/widget/client/chat-client.ts';
import type { View } from '../view.ts';
import { Rating } from './rating.tsx';

const connectionText = (connection: Connection, strings: Strings): string | undefined => {
  switch (connection) {
    case 'offline':
      return strings.offline;
    case 'reconnecting':
      return strings.reconnecting;
    case 'refused':
      return strings.refused;
    case 'connecting':
      return strings.connecting;
    case 'unreachable':
      return strings.unreachable;
    case 'busy':
      return strings.busy;
    case 'online':
      return undefined;
  }
};

/** Banners between the conversation and the text box: connection trouble, the queue or the agent, the rating. */
export function Banners({ view }: { view: View }) {
  const { chat, strings } = view;
  const trouble = connectionText(chat.connection.value, strings);
  return (
    <>
      <div role="status" class="status">
        {trouble !== undefined && <p class={`banner ${chat.connection.value}`}>{trouble}</p>}
      </div>
      <HandoffBanner view={view} />
    </>
  );
}

function HandoffBanner({ view }: { view: View }) {
  const { chat, strings, settings } = view;
  const handoff = chat.handoff.value;
  if (handoff.state === 'waiting') {
    const { position, waitSeconds } = handoff;
    const place = position <= 1 ? strings.queueNext : fill(strings.queuePosition, { position });
    const minutes = Math.max(1, Math.round((waitSeconds ?? 0) / 60));
    return (
      <div class="banner queue">
        <p role="status">
          {place} {waitSeconds !== undefined && plural(strings, settings.locale, 'waitMinutes', minutes)}
        </p>
        <button type="button" class="link" onClick={() => chat.leaveHandoff()}>
          {strings.leaveQueue}
        </button>
      </div>
    );
  }
  if (handoff.state === 'connected')
    return (
      <div class="banner queue">
        <p>{fill(strings.chattingWith, { name: handoff.agent.name })}</p>
        <button type="button" class="link" onClick={() => chat.leaveHandoff()}>
          {strings.endChat}
        </button>
      </div>
    );
  if (handoff.state === 'closed' && handoff.askRating) return <Rating key={handoff.reference} view={view} />;
  return null;
}
