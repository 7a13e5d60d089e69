import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A menu behind a button: arrow keys move, Escape closes, and focus returns to the button. */
export interface MenuState {
  isOpen: boolean;
  button: RefObject<HTMLButtonElement | null>;
  list: RefObject<HTMLDivElement | null>;
  toggle: () => void;
  close: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocusOut: (event: FocusEvent) => void;
}

/** @param page what the menu currently shows: its first entry gets focus whenever that changes */
export function useMenu(page: unknown): MenuState {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
  useLayoutEffect(() => {
    if (isOpen) items()[0]?.focus();
  }, [isOpen, page]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return {
    isOpen,
    button,
    list,
    toggle: () => (isOpen ? close() : setOpen(true)),
    close,
    onKeyDown(event) {
      const to = goTo(event.key, items(), event.target);
      if (to !== undefined) {
        to.focus();
        event.preventDefault();
      } else if (event.key === 'Escape') {
        close();
        event.stopPropagation();
      } else if (event.key === 'Tab') setOpen(false);
    },
    onFocusOut({ relatedTarget: to }) {
      if (to !== null && to !== button.current && !list.current?.contains(to as Node)) setOpen(false);
    },
  };
}

function goTo(key: string, all: readonly HTMLElement[], from: EventTarget | null): HTMLElement | undefined {
  const at = all.indexOf(from as HTMLElement);
  const places: Record<string, number> = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  };
  return all[places[key] ?? -1];
}
