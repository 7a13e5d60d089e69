import { useEffect } from 'preact/hooks';
import type { PendingEntry } from '#web/widget/client/chat-client.ts';
import type { Strings } from '#web/widget/strings/strings.ts';
import type { View } from '../view.ts';

const failureText = ({ failure }: PendingEntry, strings: Strings): string => {
  switch (failure) {
    case 'too-large':
      return strings.failedTooLarge;
    case 'file-type':
      return strings.failedFileType;
    case 'too-many-files':
      return strings.failedTooMany;
    case 'too-long':
      return strings.failedTooLong;
    case 'busy':
      return strings.failedBusy;
    default:
      return strings.failed;
  }
};

/** The visitor's own message while it is being sent, or after it failed, with buttons to retry or discard it. */
export function Pending({ entry, view }: { entry: PendingEntry; view: View }) {
  const { chat, strings, announce } = view;
  const { clientId, text, files, state } = entry;
  const hasFailed = state === 'failed';
  useEffect(() => {
    if (hasFailed) announce(failureText(entry, strings));
  }, [hasFailed]);
  return (
    <div class={`message own ${state}`}>
      <div class="bubble">
        <span class="unseen">{strings.you}: </span>
        {text !== '' && (
          <p class="plain" dir="auto">
            {text}
          </p>
        )}
        {files.map(({ name }) => (
          <span class="file" key={name}>
            {name}
          </span>
        ))}
      </div>
      {hasFailed ? (
        <p class="time failure">
          {failureText(entry, strings)}
          <button type="button" class="link" onClick={() => chat.retry(clientId)}>
            {strings.tryAgain}
          </button>
          <button type="button" class="link" onClick={() => chat.discard(clientId)}>
            {strings.discard}
          </button>
        </p>
      ) : (
        <p class="time">{strings.sending}…</p>
      )}
    </div>
  );
}
