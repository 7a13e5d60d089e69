import { type ReadonlySignal, signal } from '@preact/signals';

/** Shorter breaks are not worth mentioning. */
const LOST_MS = 3000;

/** Whether the page is out of date. */
export interface Connection {
  /** Nothing has come for some seconds. */
  readonly isLost: ReadonlySignal<boolean>;
  note: (isConnected: boolean) => void;
  close: () => void;
}

/** Starts unconnected. */
export function createConnection(): Connection {
  const isLost = signal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const note = (isConnected: boolean): void => {
    if (isConnected) {
      clearTimeout(timer);
      timer = undefined;
      isLost.value = false;
      return;
    }
    // Counted from the first failure, however many attempts fail after it.
    timer ??= setTimeout(() => {
      isLost.value = true;
    }, LOST_MS);
  };
  note(false);
  return { isLost, note, close: () => clearTimeout(timer) };
}
