import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { surviveTranslation } from '#web/common/survive-translation.ts';
import type { CardAction } from '../client/activity.ts';
import { createChatClient } from '../client/create-chat-client.ts';
import { hasConversation } from '../loader/memory.ts';
import type { Panel, PanelHost } from '../panel-contract.ts';
import { loadStrings } from '../strings/strings.ts';
import { createAnnouncer } from './announcer.ts';
import content from './content/content.css?inline';
import { messageText } from './content/plain-text.ts';
import { ChatWindow } from './parts/window.tsx';
import { isSoundOn, playSound } from './sound.ts';
import palette from './styles/palette.css?inline';
import parts from './styles/parts.css?inline';
import windowStyle from './styles/window.css?inline';
import type { View } from './view.ts';
import { watchMessages } from './watch-messages.ts';

/**
 * Puts the closed panel into the widget's shadow root. It connects when opened, or at once if there is a conversation.
 */
export async function mountPanel(host: PanelHost): Promise<Panel> {
  const { root, server, emit, showUnread } = host;
  const settings = signal(host.settings);
  const strings = signal(await loadStrings(settings.value.locale, settings.value.strings));
  const shown = signal({ isOpen: false, focus: false });
  const chat = createChatClient({ server, tokenUrl: settings.value.tokenUrl, locale: settings.value.locale });
  const announcer = createAnnouncer();
  const container = document.createElement('div');
  root.adoptedStyleSheets = [
    ...root.adoptedStyleSheets,
    ...[palette, windowStyle, parts, content].map(sheetOf),
  ];
  root.append(container, announcer.element);

  const trusted = [server, settings.value.tokenUrl ?? server].map(
    (address) => new URL(address, location.href).origin,
  );
  const press = (action: CardAction): void => chat.press(action);
  const App = () => {
    const view: View = {
      chat,
      strings: strings.value,
      settings: settings.value,
      server,
      trusted,
      announce: (text) => announcer.say(text),
      press,
      close: () => host.requestClose(),
    };
    return <ChatWindow view={view} shown={shown} />;
  };
  render(<App />, container);
  const endSurvival = surviveTranslation(root);

  let isConnected = false;
  const connect = (): void => {
    if (!isConnected) chat.connect();
    isConnected = true;
  };
  // A conversation was started here before: replies may come at any time.
  if (hasConversation(server)) connect();

  const stopWatching = watchMessages(chat, (entry) => {
    const text = messageText(entry);
    emit('message', { from: entry.from, text });
    if (entry.from === 'visitor') return;
    announcer.say(`${entry.agent?.name ?? strings.value.supportBot}: ${text}`);
    if (isSoundOn() && (!shown.value.isOpen || !document.hasFocus())) playSound();
  });
  const stopCounting = effect(() => showUnread(chat.unread.value));
  const noteSeen = (): void =>
    chat.setSeen(shown.value.isOpen && root.host.isConnected && document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', noteSeen);

  return {
    setOpen(isOpen, focus) {
      if (isOpen) connect();
      shown.value = { isOpen, focus };
      noteSeen();
    },
    ask: (question) => chat.send(question),
    configure(next) {
      settings.value = next;
      void loadStrings(next.locale, next.strings).then((loaded) => {
        strings.value = loaded;
      });
    },
    remove() {
      stopWatching();
      stopCounting();
      document.removeEventListener('visibilitychange', noteSeen);
      chat.close();
      endSurvival();
      render(null, container);
    },
  };
}

function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
