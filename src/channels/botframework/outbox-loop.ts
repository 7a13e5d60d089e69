import type { Logger } from 'pino';
import type { OutboxEntry } from '#store/connector-outbox.ts';

/** Longer than a send may take, so that no other process sends the same entry in the meantime. */
const LEASE_MS = 15_000;
const INTERVAL_MS = 2000;
const MAX_AT_ONCE = 20;

/** Finds the outbox entries that are due and sends them, a limited number at a time. */
export interface OutboxLoop {
  /** Checks now, and then every two seconds. */
  start(): void;
  /** Checks soon. */
  wake(): void;
  /** Checks at this time, unless an earlier check is due anyway. */
  wakeAt(time: Date): void;
  /** Resolves when everything that was due has been tried. */
  settle(): Promise<void>;
  /** Leases no more entries, and resolves when the running sends have finished. */
  stop(): Promise<void>;
}

export interface OutboxLoopParts {
  /** Leases up to `room` due entries for `leaseMs`; no other process gets them in that time. */
  lease: (leaseMs: number, room: number) => Promise<OutboxEntry[]>;
  /** Sends an entry and stores the outcome. */
  send: (line: OutboxEntry) => Promise<void>;
  clock: () => Date;
  log: Logger;
}

/** Builds the loop. */
export function createOutboxLoop({ lease, send, clock, log }: OutboxLoopParts): OutboxLoop {
  const sending = new Set<Promise<void>>();
  let leasing: Promise<void> | undefined;
  let isWoken = false;
  let isStopped = false;
  let interval: NodeJS.Timeout | undefined;

  const begin = (line: OutboxEntry): void => {
    const { conversationId, seq } = line;
    const running = send(line)
      .catch((error: unknown) => {
        // Another process can lease the entry when this lease expires.
        log.warn(
          { err: error, conversationId, seq },
          'could not store the outcome of an outbox entry; sending it again when its lease expires',
        );
      })
      .finally(() => {
        sending.delete(running);
        wake();
      });
    sending.add(running);
  };

  const leaseDue = async (): Promise<void> => {
    do {
      isWoken = false;
      const room = MAX_AT_ONCE - sending.size;
      // Each send that finishes wakes the loop.
      if (room <= 0) return;
      try {
        for (const line of await lease(LEASE_MS, room)) begin(line);
      } catch (error) {
        log.warn({ err: error }, 'could not check for outbox entries; trying again');
      }
    } while (isWoken);
  };

  const wake = (): void => {
    if (isStopped) return;
    isWoken = true;
    leasing ??= leaseDue().finally(() => {
      leasing = undefined;
      if (isWoken) wake();
    });
  };

  const settle = async (): Promise<void> => {
    if (leasing === undefined && sending.size === 0) return;
    await Promise.all([leasing, ...sending]);
    await settle();
  };

  const alarm = createAlarm(wake, clock);
  return {
    start() {
      wake();
      interval = setInterval(wake, INTERVAL_MS);
      interval.unref();
    },
    wake,
    wakeAt: (time) => alarm.setFor(time),
    settle,
    async stop() {
      isStopped = true;
      clearInterval(interval);
      alarm.clear();
      await settle();
    },
  };
}

/** Calls `wake` at the earliest time that it was set for, unless the loop checks earlier anyway. */
function createAlarm(wake: () => void, clock: () => Date) {
  let set: { at: number; timer: NodeJS.Timeout } | undefined;
  const ring = (): void => {
    set = undefined;
    wake();
  };
  return {
    setFor(time: Date): void {
      const at = time.getTime();
      if (set !== undefined && set.at <= at) return;
      clearTimeout(set?.timer);
      const timer = setTimeout(ring, Math.min(at - clock().getTime(), INTERVAL_MS));
      timer.unref();
      set = { at, timer };
    },
    clear: (): void => clearTimeout(set?.timer),
  };
}
