import { type ReadonlySignal, signal } from '@preact/signals';

/** Shorter interruptions are not shown. */
const LOST_MS = 3000;

/** Whether the page is out of date. */
export interface Connection {
  /** Whether nothing has been received for some seconds. */
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
