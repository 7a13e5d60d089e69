import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '#web/widget/strings/strings.ts';
import { dayName } from '../dates.ts';
import { type Row, rowsOf } from '../rows.ts';
import type { View } from '../view.ts';
import { Choices } from './choices.tsx';
import { Icon } from './icon.tsx';
import { Message } from './message.tsx';
import { Pending } from './pending.tsx';

/** Older entries are drawn on request. */
const DRAWN = 200;
/** Closer to the end than this counts as at the end. */
const NEAR_PX = 48;

/**
 * The conversation. It follows new messages while the reader is at the end, and stays put while they read further up.
 */
export function Log({ view, shown: { isOpen }, shown }: { view: View; shown: { isOpen: boolean } }) {
  const { chat, strings, settings } = view;
  const entries = chat.entries.value;
  const typing = chat.typing.value;
  const [drawn, setDrawn] = useState(DRAWN);
  const [isAtEnd, setAtEnd] = useState(true);
  const firstNew = useFirstNew(view, isOpen);
  const log = useRef<HTMLDivElement>(null);
  const readAt = useRef(0);

  const toEnd = (): void => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  };
  const choices = chat.choices.value;
  useLayoutEffect(() => {
    if (isAtEnd && isOpen) toEnd();
  }, [entries, typing, choices, isOpen]);
  // An element that was off the page for a moment comes back scrolled to the top.
  useLayoutEffect(() => {
    if (isAtEnd) toEnd();
    else if (log.current) log.current.scrollTop = readAt.current;
  }, [shown]);
  // Loading pictures, an opening keyboard and a resized window move the end too.
  useEffect(() => {
    const element = log.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (isAtEnd) toEnd();
    });
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [isAtEnd]);
  const onScroll = (): void => {
    const element = log.current;
    if (element === null) return;
    readAt.current = element.scrollTop;
    setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX);
  };

  const rows = entries.slice(-drawn);
  return (
    <div class="log-place">
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label={strings.conversation}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        ref={log}
        onScroll={onScroll}
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
          {typing !== undefined && (
            <p class="typing">
              <span class="unseen">
                {fill(strings.isTyping, { name: typing.agent?.name ?? strings.supportBot })}
              </span>
              <i />
              <i />
              <i />
            </p>
          )}
          <Choices view={view} />
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" class="to-end" aria-label={strings.newMessages} onClick={toEnd}>
          <Icon name="arrow" />
        </button>
      )}
    </div>
  );
}

function RowView({ row, view }: { row: Row; view: View }) {
  const { entry, startsDay, startsNew, startsGroup } = row;
  const { strings, settings } = view;
  return (
    <div class={`row ${startsGroup ? 'starts' : ''}`}>
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

/** Id of the first message that came while the panel was closed; marked until the panel closes again. */
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
