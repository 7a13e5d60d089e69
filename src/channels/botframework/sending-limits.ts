/** So many sends in so many milliseconds, at most. */
interface Limit {
  most: number;
  ms: number;
}

/** What Teams lets one bot send into one thread. */
const TEAMS_LIMITS: readonly Limit[] = [
  { most: 7, ms: 1000 },
  { most: 8, ms: 2000 },
  { most: 60, ms: 30_000 },
  { most: 1800, ms: 3_600_000 },
];

/** Threads remembered; past that the ones idle longest are forgotten. A thread takes 8 bytes for each send of an hour. */
const MOST_THREADS = 20_000;

interface Sends {
  /** When those ended that are over, oldest first, milliseconds since the epoch. */
  ended: number[];
  underWay: number;
}

/** Tells when the next send into a thread may go. */
interface SendingLimits {
  /** Threads remembered. */
  readonly threads: number;
  /** @returns milliseconds since the epoch; not later than now: at once */
  nextAt(thread: string): number;
  /** A send begins. @returns to be called when it has ended, however it did */
  begin(thread: string): () => void;
}

/**
 * Keeps to Teams' limits per bot and thread. A send counts from its end: it has not reached the channel later than
 * that, so the channel never sees a window fuller than the limit, however long the way took.
 *
 * Per process: it does not know what other replicas send, nor what this one sent before a restart. The channel refuses
 * what is too much then, and the relay tries again.
 * @param parts `clock` runs evenly, also when somebody sets the wall clock
 */
export function createSendingLimits({
  clock,
  mostThreads = MOST_THREADS,
}: {
  clock: () => Date;
  mostThreads?: number;
}): SendingLimits {
  const longest = Math.max(...TEAMS_LIMITS.map(({ ms }) => ms));
  const mostKept = Math.max(...TEAMS_LIMITS.map(({ most }) => most));
  /** The thread that was silent longest comes first. */
  const threads = new Map<string, Sends>();

  const forgetIdle = (now: number): void => {
    for (const [thread, { ended, underWay }] of threads) {
      const isIdle = underWay === 0 && (ended.at(-1) ?? 0) + longest < now;
      if (!isIdle && threads.size <= mostThreads) return;
      threads.delete(thread);
    }
  };

  const moveToEnd = (thread: string): Sends => {
    const sends = threads.get(thread) ?? { ended: [], underWay: 0 };
    threads.delete(thread);
    threads.set(thread, sends);
    return sends;
  };

  return {
    get threads() {
      return threads.size;
    },

    nextAt(thread) {
      const sends = threads.get(thread);
      if (sends === undefined) return 0;
      const now = clock().getTime();
      const times = TEAMS_LIMITS.map(({ most, ms }) => {
        const room = most - sends.underWay;
        if (room <= 0) return now + ms + 1;
        // Clocks give whole milliseconds: one more, so that no window is a part of one too short.
        return room > sends.ended.length ? 0 : (sends.ended.at(-room) ?? 0) + ms + 1;
      });
      return Math.max(...times);
    },

    begin(thread) {
      moveToEnd(thread).underWay += 1;
      forgetIdle(clock().getTime());
      return () => {
        const sends = moveToEnd(thread);
        sends.underWay = Math.max(0, sends.underWay - 1);
        sends.ended.push(clock().getTime());
        if (sends.ended.length > mostKept) sends.ended.shift();
      };
    },
  };
}
