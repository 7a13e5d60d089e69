import { effect, type Signal, signal } from '@preact/signals';
import { render } from 'preact';
import { surviveTranslation } from '#web/common/survive-translation.ts';
import type { ChatClient, MessageEntry } from '../client/chat-client.ts';
import { createChatClient } from '../client/create-chat-client.ts';
import { inBrowser, pageVisit } from '../client/surroundings.ts';
import type { PageVisit } from '../client/visit-reports.ts';
import { hasConversation } from '../loader/memory.ts';
import type { Panel, PanelHost } from '../panel-contract.ts';
import { loadStrings } from '../strings/strings.ts';
import { createAnnouncer } from './announcer.ts';
import { messageText } from './content/message-text.ts';
import { type News, Preview } from './parts/preview.tsx';
import { ChatWindow } from './parts/window.tsx';
import { isSoundOn, playSound } from './sound.ts';
import { panelSheets } from './styles/sheets.ts';
import type { View } from './view.ts';
import { watchMessages } from './watch-messages.ts';

/** What the panel shows besides the conversation itself. */
interface Shown {
  view: Signal<View>;
  window: Signal<{ isOpen: boolean; focus: boolean }>;
  /** The newest message that arrived while the panel was closed, until the panel is opened or the message dismissed. */
  news: Signal<News | undefined>;
}

/**
 * Puts the closed panel into the widget's shadow root. It connects when opened, or at once if there is a conversation
 * already.
 */
export async function mountPanel(host: PanelHost): Promise<Panel> {
  const { root, server, settings } = host;
  const { tokenUrl } = settings;
  let current = settings;
  const visit = (): PageVisit | undefined => (current.sharePage === false ? undefined : pageVisit());
  const surroundings = { ...inBrowser(), visit };
  const chat = createChatClient({ server, tokenUrl, locale: () => current.locale, surroundings });
  const announcer = createAnnouncer();
  const shown: Shown = {
    view: signal(await firstView(host, chat, (text) => announcer.say(text))),
    window: signal({ isOpen: false, focus: false }),
    news: signal(undefined),
  };
  const container = document.createElement('div');
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...panelSheets()];
  root.append(container, announcer.element);
  render(<App {...shown} />, container);

  let isConnected = false;
  const connect = (): void => {
    if (!isConnected) chat.connect();
    isConnected = true;
  };
  // A conversation was started here before: replies may come at any time.
  if (hasConversation(server)) connect();
  const stops = [
    surviveTranslation(root),
    watchMessages(chat, (entry) => onMessage(entry, host, shown)),
    effect(() => host.showUnread(chat.unread.value)),
    watchSeen(host, chat, shown),
  ];
  return {
    setOpen(isOpen, focus) {
      if (isOpen) connect();
      shown.window.value = { isOpen, focus };
      if (isOpen) shown.news.value = undefined;
    },
    ask: (question) => chat.send(question),
    configure(next) {
      current = next;
      shown.view.value = { ...shown.view.value, settings: next };
      void loadStrings(next.locale, next.strings).then((strings) => {
        // The page may have changed the language again in the meantime.
        if (current === next) shown.view.value = { ...shown.view.value, strings };
      });
    },
    remove() {
      for (const stop of stops) stop();
      chat.close();
      render(null, container);
    },
  };
}

async function firstView(
  { server, settings, requestOpen, requestClose }: PanelHost,
  chat: ChatClient,
  announce: View['announce'],
): Promise<View> {
  return {
    chat,
    strings: await loadStrings(settings.locale, settings.strings),
    settings,
    server,
    trusted: [server, settings.tokenUrl ?? server].map((address) => new URL(address, location.href).origin),
    announce,
    isMailing: signal(false),
    press: (action) => chat.press(action),
    open: requestOpen,
    close: requestClose,
  };
}

function App({ view: { value: view }, window, news }: Shown) {
  return (
    <>
      <ChatWindow view={view} shown={window} />
      {news.value !== undefined && view.chat.unread.value > 0 && (
        <Preview news={news.value} view={view} dismiss={() => (news.value = undefined)} />
      )}
    </>
  );
}

/** Announces a new message, previews it if the panel is closed, and notifies the page. */
function onMessage(entry: MessageEntry, { emit }: PanelHost, { view, window, news }: Shown): void {
  const { strings, announce } = view.value;
  const text = messageText(entry);
  emit('message', { from: entry.from, text });
  if (entry.from === 'visitor') return;
  announce(`${entry.agent?.name ?? strings.supportBot}: ${text}`);
  if (!window.value.isOpen) news.value = { name: entry.agent?.name, text };
  if (isSoundOn() && (!window.value.isOpen || !document.hasFocus())) playSound();
}

/** Tells the chat whether the visitor can see the panel. @returns a function that stops it */
function watchSeen({ root }: PanelHost, chat: ChatClient, { window }: Shown): () => void {
  const note = (): void =>
    chat.setSeen(window.value.isOpen && root.host.isConnected && document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', note);
  const stop = effect(note);
  return () => {
    stop();
    document.removeEventListener('visibilitychange', note);
  };
}
