import { useState } from 'preact/hooks';
import { downloadChat } from '../download.ts';
import { isSoundOn, setSound } from '../sound.ts';
import type { View } from '../view.ts';
import { Icon, type IconName } from './icon.tsx';
import { useMenu } from './use-menu.ts';

/** What visitors seldom need: a new chat, a copy of this one, sound. */
export function Menu({ view }: { view: View }) {
  const { strings } = view;
  const [asksToStart, setAsksToStart] = useState(false);
  const menu = useMenu(asksToStart);
  const close = (): void => {
    setAsksToStart(false);
    menu.close();
  };
  const Page = asksToStart ? StartNew : Entries;
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
          setAsksToStart(false);
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
          <Page view={view} close={close} askToStart={setAsksToStart} />
        </div>
      )}
    </div>
  );
}

interface PageProps {
  view: View;
  close: () => void;
  askToStart: (asks: boolean) => void;
}

function Entries({ view: { chat, strings, settings }, close, askToStart }: PageProps) {
  const sound = isSoundOn();
  const then = (work: () => void) => () => {
    work();
    close();
  };
  return (
    <>
      <MenuItem icon="fresh" onClick={() => askToStart(true)}>
        {strings.startNew}
      </MenuItem>
      <MenuItem
        icon="download"
        onClick={then(() => downloadChat(chat.entries.value, strings, settings.locale))}
      >
        {strings.downloadChat}
      </MenuItem>
      <MenuItem icon="sound" onClick={then(() => setSound(!sound))}>
        {sound ? strings.soundOff : strings.soundOn}
      </MenuItem>
    </>
  );
}

/** Says what becomes of the old chat before there is a new one. */
function StartNew({ view: { chat, strings }, close, askToStart }: PageProps) {
  return (
    <>
      <p class="menu-note" role="presentation">
        {strings.startNewConfirm}
      </p>
      <MenuItem
        onClick={() => {
          chat.startNew();
          close();
        }}
      >
        {strings.startNewYes}
      </MenuItem>
      <MenuItem onClick={() => askToStart(false)}>{strings.cancel}</MenuItem>
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
