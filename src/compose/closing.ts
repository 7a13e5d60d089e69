import type { Logger } from 'pino';
import { within } from '#within.ts';

type Close = () => Promise<void> | void;

/** Milliseconds for everything to close. */
const ALL_CLOSES_MS = 8000;
/** Every part gets at least this long, even if no time is left. */
const LAST_CLOSES_MS = 500;

/** What was opened and has to be closed. */
export interface Closing {
  /** Adds something that was opened after everything else. */
  add(close: Close): void;
  hasBegun(): boolean;
  /**
   * Closes in reverse order, each within its share of the time that is left. It can be called more than once.
   * @throws {AggregateError} when the rest is closed, if something could not be; each error is logged
   */
  closeAll(): Promise<void>;
}

export function createClosing(log: Logger): Closing {
  const opened: Close[] = [];
  let closing: Promise<void> | undefined;

  async function closeInTurn(): Promise<void> {
    const began = performance.now();
    const errors: unknown[] = [];
    for (const close of opened.toReversed()) {
      const remainingMs = ALL_CLOSES_MS - (performance.now() - began);
      try {
        const isClosed = await within(
          Math.max(remainingMs - LAST_CLOSES_MS, LAST_CLOSES_MS),
          Promise.resolve(close()),
        );
        if (!isClosed) log.warn('could not close something in time; stopping anyway');
      } catch (error) {
        log.error({ err: error }, 'could not close something; closing the rest');
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'Not everything could be closed');
  }

  return {
    add: (close) => void opened.push(close),
    hasBegun: () => closing !== undefined,
    closeAll: () => (closing ??= closeInTurn()),
  };
}
