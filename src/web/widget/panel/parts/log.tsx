import { useEffect, useState } from 'preact/hooks';
import { fill, plural } from '#web/widget/strings/strings.ts';
import { dayName } from '../dates.ts';
import { type Row, rowsOf } from '../rows.ts';
import type { View } from '../view.ts';
import { AfterChat } from './after-chat.tsx';
import { Icon } from './icon.tsx';
import { Message } from './message.tsx';
import { NextStep } from './next-step.tsx';
import { Pending } from './pending.tsx';
import { type Reading, useReading } from './use-reading.ts';

/** The number of entries drawn; older ones are drawn on request. */
const DRAWN = 200;

/** The conversation. */
export function Log({ view, shown }: { view: View; shown: { isOpen: boolean } }) {
  const { chat, strings, settings } = view;
  const entries = chat.entries.value;
  const [drawn, setDrawn] = useState(DRAWN);
  const firstNew = useFirstNew(view, shown.isOpen);
  const reading = useReading({
    entries,
    isLoaded: chat.isLoaded.value,
    alsoShown: [chat.typing.value, chat.choices.value, chat.ticketForm.value],
    shown,
    firstNew,
  });
  const rows = entries.slice(-drawn);
  return (
    <div class="log-place">
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label={strings.conversation}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrollable, so reachable by keyboard
        tabIndex={0}
        ref={reading.log}
        onScroll={reading.onScroll}
      >
        <div class="log-inner">
          {settings.greeting !== undefined && <p class="greeting">{settings.greeting}</p>}
          {rows.length < entries.length && (
            <button type="button" class="link earlier" onClick={() => setDrawn(drawn + DRAWN)}>
              {strings.earlier}
            </button>
          )}
          {rowsOf(rows, firstNew).map((row) => (
            <RowView key={row.key} row={row} view={view} />
          ))}
          <Coming view={view} />
          <NextStep view={view} />
          <AfterChat view={view} />
        </div>
      </div>
      {!reading.isAtEnd && <ToEnd view={view} reading={reading} />}
    </div>
  );
}

function RowView({ row, view }: { row: Row; view: View }) {
  const { entry, startsDay, startsNew, startsGroup } = row;
  const { strings, settings } = view;
  return (
    <div class={`row ${startsGroup ? 'starts' : ''}`} data-key={row.key}>
      {startsDay && <p class="line">{dayName(entry.at, new Date(), settings.locale, strings)}</p>}
      {startsNew && <p class="line news">{strings.newMessages}</p>}
      {entry.kind === 'pending' ? (
        <Pending entry={entry} view={view} />
      ) : (
        <Message entry={entry} row={row} view={view} />
      )}
    </div>
  );
}

/** Placeholders for what is coming: the first messages while connecting, or the one being typed. */
function Coming({ view: { chat, strings } }: { view: View }) {
  const typing = chat.typing.value;
  if (!chat.isLoaded.value && chat.entries.value.length === 0 && chat.connection.value === 'connecting')
    return (
      <div class="skeleton" aria-hidden="true">
        <i />
        <i />
      </div>
    );
  if (typing === undefined) return null;
  return (
    <p class="typing">
      <span class="unseen">{fill(strings.isTyping, { name: typing.agent?.name ?? strings.supportBot })}</span>
      <i />
      <i />
      <i />
    </p>
  );
}

/** The button that scrolls to the end and counts the new messages there. */
function ToEnd({ view: { strings, settings }, reading }: { view: View; reading: Reading }) {
  const { unseen, toEnd } = reading;
  return (
    <button
      type="button"
      class={`to-end ${unseen > 0 ? 'counts' : ''}`}
      title={strings.toEnd}
      onClick={toEnd}
    >
      {unseen > 0 && plural(strings, settings.locale, 'newCount', unseen)}
      <span class="unseen"> {strings.toEnd}</span>
      <Icon name="arrow" />
    </button>
  );
}

/** Key of the first message that arrived while the panel was closed; it stays marked until the panel closes again. */
function useFirstNew({ chat }: View, isOpen: boolean): string | undefined {
  const [firstNew, setFirstNew] = useState<string>();
  const unread = chat.unread.value;
  useEffect(() => {
    if (isOpen) return;
    const messages = chat.entries.value.filter(
      (entry) => entry.kind === 'message' && entry.from !== 'visitor',
    );
    const first = unread === 0 || unread >= messages.length ? undefined : messages.at(-unread);
    setFirstNew(first?.kind === 'message' ? first.id : undefined);
  }, [unread, isOpen]);
  return firstNew;
}
