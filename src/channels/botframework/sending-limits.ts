/** At most this many sends in this many milliseconds. */
interface Limit {
  most: number;
  ms: number;
}

/** How much Teams lets one bot send to one thread. */
const TEAMS_LIMITS: readonly Limit[] = [
  { most: 7, ms: 1000 },
  { most: 8, ms: 2000 },
  { most: 60, ms: 30_000 },
  { most: 1800, ms: 3_600_000 },
];

/**
 * How many threads to remember; beyond that, the longest idle are forgotten. A thread takes 8 bytes per send of the
 * last hour.
 */
const MAX_THREADS = 20_000;

interface Sends {
  /** When the finished sends ended, oldest first, in milliseconds since the epoch. */
  ended: number[];
  underWay: number;
}

/** Computes when the next send to a thread may start. */
interface SendingLimits {
  /** How many threads it remembers. */
  readonly threads: number;
  /** @returns milliseconds since the epoch; now or earlier means at once */
  nextAt(thread: string): number;
  /** Records that a send starts. @returns a function to call when it has ended, successfully or not */
  begin(thread: string): () => void;
}

/**
 * Obeys Teams' limits per bot and thread. A send counts from its end: it has reached the channel by then, so the
 * channel never sees a fuller window than the limit, however slow the network was.
 *
 * This works per process: it does not know what other replicas send, or what this one sent before a restart. If the
 * total is too much, the channel refuses a message, and the outbox sender tries again.
 * @param parts `clock` is monotonic: changes of the system clock do not affect it
 */
export function createSendingLimits({
  clock,
  mostThreads = MAX_THREADS,
}: {
  clock: () => Date;
  mostThreads?: number;
}): SendingLimits {
  const longest = Math.max(...TEAMS_LIMITS.map(({ ms }) => ms));
  const mostKept = Math.max(...TEAMS_LIMITS.map(({ most }) => most));
  /** The longest idle thread comes first. */
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
        // Clocks give whole milliseconds: one more, so that the window is never a fraction too short.
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
