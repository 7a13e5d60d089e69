import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EarlierChat } from '../../client/chat-client.ts';
import { fullTime } from '../dates.ts';
import type { View } from '../view.ts';

type Listed = readonly EarlierChat[] | 'loading' | undefined;

/** The chats that the visitor can go back to, as entries of the menu. */
export function EarlierChats({ view, close }: { view: View; close: () => void }) {
  const { chat, strings, settings } = view;
  const [listed, setListed] = useState<Listed>('loading');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => void chat.earlierChats().then(setListed), []);
  useLayoutEffect(() => list.current?.querySelector('button')?.focus(), [listed]);
  const note = noteOn(listed, view);
  return (
    <div role="presentation" class="earlier-chats" ref={list}>
      {note !== undefined && (
        <p class="menu-note" role="status">
          {note}
        </p>
      )}
      {Array.isArray(listed) &&
        listed.map(({ conversationId, startedAt, firstWords }: EarlierChat) => (
          <button
            key={conversationId}
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              chat.goTo(conversationId);
              close();
            }}
          >
            <span dir="auto">{firstWords}</span>
            <small>{fullTime(startedAt, settings.locale)}</small>
          </button>
        ))}
      <button type="button" role="menuitem" tabIndex={-1} onClick={close}>
        {strings.cancel}
      </button>
    </div>
  );
}

function noteOn(listed: Listed, { strings }: View): string | undefined {
  if (listed === 'loading') return strings.connecting;
  if (listed === undefined) return strings.earlierChatsFailed;
  return listed.length === 0 ? strings.noEarlierChats : undefined;
}
