import { useState } from 'preact/hooks';
import { downloadChat } from '../download.ts';
import { isSoundOn, setSound } from '../sound.ts';
import type { View } from '../view.ts';
import { EarlierChats } from './earlier-chats.tsx';
import { Icon, type IconName } from './icon.tsx';
import { useMenu } from './use-menu.ts';

/** Rarely used actions: a new chat, earlier ones, a copy of this one, sound. */
export function Menu({ view }: { view: View }) {
  const { strings } = view;
  const [page, setPage] = useState<PageName>('entries');
  const menu = useMenu(page);
  const close = (): void => {
    setPage('entries');
    menu.close();
  };
  const Page = pages[page];
  return (
    <div class="menu-place" onFocusOut={menu.onFocusOut}>
      <button
        type="button"
        class="icon-button"
        ref={menu.button}
        aria-label={strings.chatMenu}
        title={strings.chatMenu}
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        onClick={() => {
          setPage('entries');
          menu.toggle();
        }}
      >
        <Icon name="menu" />
      </button>
      {menu.isOpen && (
        <div
          class="menu"
          role="menu"
          tabIndex={-1}
          aria-label={strings.chatMenu}
          ref={menu.list}
          onKeyDown={menu.onKeyDown}
        >
          <Page view={view} close={close} turnTo={setPage} />
        </div>
      )}
    </div>
  );
}

interface PageProps {
  view: View;
  close: () => void;
  turnTo: (page: PageName) => void;
}

type PageName = 'entries' | 'start-new' | 'earlier-chats';

const pages = { entries: Entries, 'start-new': StartNew, 'earlier-chats': EarlierChats } as const;

function Entries({ view, close, turnTo }: PageProps) {
  const { chat, strings, settings, isMailing } = view;
  const sound = isSoundOn();
  const then = (work: () => void) => () => {
    work();
    close();
  };
  return (
    <>
      <MenuItem icon="fresh" onClick={() => turnTo('start-new')}>
        {strings.startNew}
      </MenuItem>
      {chat.canGoBack && (
        <MenuItem icon="bot" onClick={() => turnTo('earlier-chats')}>
          {strings.earlierChats}
        </MenuItem>
      )}
      <MenuItem
        icon="download"
        onClick={then(() => downloadChat(chat.entries.value, strings, settings.locale))}
      >
        {strings.downloadChat}
      </MenuItem>
      {chat.canMail.value && (
        <MenuItem icon="mail" onClick={then(() => (isMailing.value = true))}>
          {strings.mailChat}
        </MenuItem>
      )}
      <MenuItem icon="sound" onClick={then(() => setSound(!sound))}>
        {sound ? strings.soundOff : strings.soundOn}
      </MenuItem>
    </>
  );
}

/** Says what happens to the old chat before starting a new one. */
function StartNew({ view: { chat, strings }, close, turnTo }: PageProps) {
  return (
    <>
      <p class="menu-note" role="presentation">
        {chat.canGoBack ? strings.startNewKept : strings.startNewLost}
      </p>
      <MenuItem
        onClick={() => {
          chat.startNew();
          close();
        }}
      >
        {strings.startNewYes}
      </MenuItem>
      <MenuItem onClick={() => turnTo('entries')}>{strings.cancel}</MenuItem>
    </>
  );
}

const MenuItem = ({
  icon,
  children,
  onClick,
}: {
  icon?: IconName;
  children: string;
  onClick: () => void;
}) => (
  <button type="button" role="menuitem" tabIndex={-1} onClick={onClick}>
    {icon !== undefined && <Icon name={icon} />}
    {children}
  </button>
);
