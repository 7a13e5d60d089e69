/** Work that is done again and again, and at once when there is a reason. */
export interface Repeated {
  /** Begins: now, and then every so often. */
  start(): void;
  /** Does the work, and once more where it was asked for meanwhile. Resolves when it is done. */
  look(): Promise<void>;
  /** Ends after what is running. */
  stop(): Promise<void>;
}

/**
 * Repeats work, never two at a time.
 * @param work must not throw: it tells its own faults, and the next time is another try
 */
export function repeatedly(work: () => Promise<void>, everyMs: number): Repeated {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;

  const workUntilDone = async (): Promise<void> => {
    do {
      again = false;
      await work();
    } while (again);
  };

  const look = (): Promise<void> => {
    again = true;
    running ??= workUntilDone().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    look,
    start() {
      timer = setInterval(() => void look(), everyMs);
      timer.unref();
      void look();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
