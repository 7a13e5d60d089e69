import { type ReadonlySignal, signal } from '@preact/signals';

/** A short message at the edge of the page. */
interface Toast {
  text: string;
  /** A button in the message. */
  action?: { label: string; run: () => void };
}

/** The message on the screen; a newer one replaces it. */
export interface Toasts {
  readonly shown: ReadonlySignal<Toast | undefined>;
  /** @param forMs how long it stays */
  show: (toast: Toast, forMs: number) => void;
  hide: () => void;
}

export function createToasts(): Toasts {
  const shown = signal<Toast>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = (): void => {
    clearTimeout(timer);
    shown.value = undefined;
  };
  return {
    shown,
    show(toast, forMs) {
      hide();
      shown.value = toast;
      timer = setTimeout(hide, forMs);
    },
    hide,
  };
}
