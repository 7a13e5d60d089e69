import { useEffect, useRef, useState } from 'preact/hooks';
import { downloadChat } from '../download.ts';
import { isSoundOn, setSound } from '../sound.ts';
import type { View } from '../view.ts';
import { Icon } from './icon.tsx';

/** What visitors seldom need: a new chat, a copy of this one, sound. Arrow keys move through it. */
export function Menu({ view }: { view: View }) {
  const { chat, strings, settings } = view;
  const [isOpen, setOpen] = useState(false);
  const [asksToStart, setAsksToStart] = useState(false);
  const [sound, setSoundShown] = useState(isSoundOn);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const items = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
  const close = (giveBack: boolean): void => {
    setOpen(false);
    setAsksToStart(false);
    if (giveBack) button.current?.focus();
  };
  useEffect(() => {
    if (isOpen) items()[0]?.focus();
  }, [isOpen, asksToStart]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const all = items();
    const at = all.indexOf(event.target as HTMLElement);
    const goTo: Record<string, number> = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    const next = goTo[event.key];
    if (next !== undefined) {
      all[next]?.focus();
      event.preventDefault();
    } else if (event.key === 'Escape') {
      close(true);
      event.stopPropagation();
    } else if (event.key === 'Tab') {
      close(false);
    }
  };
  const onFocusOut = (event: FocusEvent): void => {
    const to = event.relatedTarget as Node | null;
    if (to !== null && !list.current?.contains(to) && to !== button.current) close(false);
  };
  const choose = (work: () => void) => () => {
    work();
    close(true);
  };
  return (
    <div class="menu-place" onFocusOut={onFocusOut}>
      <button
        type="button"
        class="header-button"
        ref={button}
        aria-label={strings.chatMenu}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => (isOpen ? close(true) : setOpen(true))}
      >
        <Icon name="menu" />
      </button>
      {isOpen && (
        <div
          class="menu"
          role="menu"
          tabIndex={-1}
          aria-label={strings.chatMenu}
          ref={list}
          onKeyDown={onKeyDown}
        >
          {asksToStart ? (
            <>
              <p class="menu-note" role="presentation">
                {strings.startNewConfirm}
              </p>
              <MenuItem onClick={choose(() => chat.startNew())}>{strings.startNewYes}</MenuItem>
              <MenuItem onClick={() => setAsksToStart(false)}>{strings.cancel}</MenuItem>
            </>
          ) : (
            <>
              <MenuItem onClick={() => setAsksToStart(true)}>{strings.startNew}</MenuItem>
              <MenuItem onClick={choose(() => downloadChat(chat.entries.value, strings, settings.locale))}>
                {strings.downloadChat}
              </MenuItem>
              <MenuItem
                onClick={choose(() => {
                  setSound(!sound);
                  setSoundShown(!sound);
                })}
              >
                {sound ? strings.soundOff : strings.soundOn}
              </MenuItem>
            </>
          )}
        </div>
      )}
    </div>
  );
}

const MenuItem = ({ children, onClick }: { children: string; onClick: () => void }) => (
  <button type="button" role="menuitem" tabIndex={-1} onClick={onClick}>
    {children}
  </button>
);
