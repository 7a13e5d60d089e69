import type { Connection } from '#web/widget/client/chat-client.ts';
import { fill, plural, type Strings } from '#web/widget/strings/strings.ts';
import type { View } from '../view.ts';

const troubleText = (connection: Connection, strings: Strings): string | undefined =>
  connection === 'online' || connection === 'connecting' ? undefined : strings[connection];

/** Banners between the conversation and the text box: connection problems and the queue. */
export function Banners({ view }: { view: View }) {
  const { chat, strings } = view;
  const connection = chat.connection.value;
  const trouble = troubleText(connection, strings);
  return (
    <>
      <div role="status">
        {trouble !== undefined && <p class="banner trouble">{trouble}</p>}
        {/* For screen readers; others see the skeleton. */}
        {connection === 'connecting' && <p class="unseen">{strings.connecting}</p>}
      </div>
      <Queue view={view} />
    </>
  );
}

function Queue({ view: { chat, strings, settings } }: { view: View }) {
  const handoff = chat.handoff.value;
  if (handoff.state !== 'waiting') return null;
  const { position, waitSeconds } = handoff;
  const place = position <= 1 ? strings.queueNext : fill(strings.queuePosition, { position });
  const minutes = Math.max(1, Math.round((waitSeconds ?? 0) / 60));
  return (
    <p class="banner" role="status">
      {place} {waitSeconds !== undefined && plural(strings, settings.locale, 'waitMinutes', minutes)}
    </p>
  );
}
