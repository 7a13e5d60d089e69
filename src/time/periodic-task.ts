/** Work that runs at intervals, and at once when asked. */
export interface PeriodicTask {
  /** Runs the work now, and then at every interval. */
  start(): void;
  /** Runs the work now, and once more if it is asked for while running. Resolves when it is done. */
  runNow: () => Promise<void>;
  /** Stops, after waiting for the current run. */
  stop(): Promise<void>;
}

/**
 * Repeats work, one run at a time.
 * @param work must not throw: it logs its own errors, and the next run is another try
 */
export function createPeriodicTask(work: () => Promise<void>, everyMs: number): PeriodicTask {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  const workUntilDone = async (): Promise<void> => {
    try {
      do {
        again = false;
        await work();
      } while (again);
    } finally {
      // At once, or work that is asked for in this very moment would be forgotten.
      running = undefined;
    }
  };

  const runNow = (): Promise<void> => {
    again = true;
    running ??= workUntilDone();
    return running;
  };

  return {
    runNow,
    start() {
      timer = setInterval(() => void runNow(), everyMs);
      timer.unref();
      void runNow();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
