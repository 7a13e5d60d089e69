/**
 * Preloaded into a server that is attacked (`node --expose-gc --import gauge.ts`): it measures from inside what an
 * attack costs the server, and moves its wall clock. It answers over the process's own channel.
 */

/** What the proof asks for. */
export type GaugeQuestion =
  { ask: 'reading' } | { ask: 'reset' } | { ask: 'move clock'; milliseconds: number };

/** What was measured since the last reset. */
export interface GaugeReading {
  /**
   * Milliseconds of the longest time for which the event loop did nothing else. It counts processor time where that is
   * shorter than the time that passed: whatever else the machine does is none of the server's doing.
   */
  longestStall: number;
  /** Bytes of the heap that are still in use after collecting garbage. */
  heap: number;
  /** Bytes of memory that the process holds. */
  resident: number;
}

const TICK_MS = 5;

let longestStall = 0;
let last = performance.now();
let lastUsed = usedMs();

/** Milliseconds of processor time of the main thread. */
function usedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function tick(): void {
  const now = performance.now();
  const used = usedMs();
  longestStall = Math.max(longestStall, Math.min(now - last - TICK_MS, used - lastUsed));
  last = now;
  lastUsed = used;
}

function read(): GaugeReading {
  tick();
  // Twice: what the first collection frees by finalizers, the second takes away.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  last = performance.now();
  lastUsed = usedMs();
  return { longestStall, heap: heapUsed, resident: rss };
}

const RealDate = Date;
let shift = 0;

/** The wall clock of a machine whose time was set: `Date` alone moves, as the monotonic clock does not. */
class MovedDate extends RealDate {
  static override now(): number {
    return RealDate.now() + shift;
  }

  constructor(...given: [] | ConstructorParameters<typeof RealDate>) {
    if (given.length === 0) super(MovedDate.now());
    else super(...given);
  }
}

process.on('message', (question: GaugeQuestion) => {
  if (question.ask === 'reset') longestStall = 0;
  if (question.ask === 'move clock') {
    shift += question.milliseconds;
    globalThis.Date = MovedDate as DateConstructor;
  }
  process.send?.(read());
});
// Neither keeps the server from ending.
process.channel?.unref();
setInterval(tick, TICK_MS).unref();
