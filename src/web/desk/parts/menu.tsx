import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../shell/icon.tsx';

export interface MenuProps {
  /** The button's accessible name, unless its content already is one. */
  label?: string;
  /** The button's content. */
  button: ComponentChildren;
  /** The button's class. */
  look: string;
  /** Where it opens: below the button, or above it. */
  opens?: 'down' | 'up';
  children: ComponentChildren;
}

/** Closes the enclosing menu and returns the focus. */
const Close = createContext<() => void>(() => undefined);

const itemsIn = (list: HTMLElement | null): HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []),
];

/** The index that a key moves to in a list. @returns undefined for other keys */
function targetOf(key: string, at: number, count: number): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: (at + 1) % count,
    ArrowUp: (at - 1 + count) % count,
    Home: 0,
    End: count - 1,
  };
  return targets[key];
}

/** A button with a list that opens. Arrow keys move, Escape closes, and the focus returns to the button. */
export function Menu({ label, button: content, look, opens = 'down', children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isOpen) itemsIn(list.current)[0]?.focus();
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const items = itemsIn(list.current);
    const next = targetOf(event.key, items.indexOf(event.target as HTMLElement), items.length);
    if (next !== undefined) items[next]?.focus();
    else if (event.key === 'Escape') close();
    else {
      if (event.key === 'Tab') setOpen(false);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = ({ relatedTarget, currentTarget }: FocusEvent): void => {
    const isInside = (currentTarget as HTMLElement).contains(relatedTarget as Node | null);
    if (relatedTarget !== null && !isInside) setOpen(false);
  };
  useOutsidePress(isOpen, list, button, () => setOpen(false));
  return (
    <div class="menu-place" onFocusOut={onFocusOut}>
      <button
        type="button"
        class={look}
        ref={button}
        {...(label === undefined ? {} : { 'aria-label': label, title: label })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {content}
      </button>
      {isOpen && (
        <div class={`menu ${opens}`} role="menu" tabIndex={-1} ref={list} onKeyDown={onKeyDown}>
          <Close.Provider value={close}>{children}</Close.Provider>
        </div>
      )}
    </div>
  );
}

/** Closes an open menu on a press outside it. */
function useOutsidePress(
  isOpen: boolean,
  list: { current: HTMLElement | null },
  button: { current: HTMLElement | null },
  close: () => void,
): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPress = ({ target }: PointerEvent): void => {
      if (!list.current?.contains(target as Node) && !button.current?.contains(target as Node)) close();
    };
    addEventListener('pointerdown', onPress);
    return () => removeEventListener('pointerdown', onPress);
  }, [isOpen]);
}

interface ItemProps {
  onChoose: () => void;
  children: ComponentChildren;
}

/** An entry of a menu. */
export function MenuItem({ onChoose, children }: ItemProps) {
  const close = useContext(Close);
  return (
    <button
      type="button"
      class="menu-item"
      role="menuitem"
      tabIndex={-1}
      onClick={() => {
        close();
        onChoose();
      }}
    >
      {children}
    </button>
  );
}

/** An entry that is on or off: by itself, or as one of several of which only one is on. */
export function MenuChoice({
  kind,
  isOn,
  onChoose,
  children,
}: ItemProps & { kind: 'checkbox' | 'radio'; isOn: boolean }) {
  const close = useContext(Close);
  return (
    <button
      type="button"
      class="menu-item"
      role={`menuitem${kind}`}
      aria-checked={isOn}
      tabIndex={-1}
      onClick={() => {
        close();
        onChoose();
      }}
    >
      {children}
      {isOn && <Icon name="check" />}
    </button>
  );
}

/** An entry that links to another part of the desk. */
export function MenuLink({ href, children }: { href: string; children: ComponentChildren }) {
  const close = useContext(Close);
  return (
    <a class="menu-item" role="menuitem" tabIndex={-1} href={href} onClick={close}>
      {children}
    </a>
  );
}
