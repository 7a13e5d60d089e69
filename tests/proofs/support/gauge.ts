/**
 * Preloaded into a server under attack (`node --expose-gc --import gauge.ts`): it measures from inside what an attack
 * costs the server, and moves its wall clock. It answers over the process's IPC channel.
 */

/** A request from the proof. */
export type GaugeQuestion =
  { ask: 'reading' } | { ask: 'reset' } | { ask: 'move clock'; milliseconds: number };

/** Measurements since the last reset. */
export interface GaugeReading {
  /**
   * The longest stall of the event loop, in milliseconds. Processor time counts where it is shorter than the elapsed
   * time, because the server cannot help other load on the machine.
   */
  longestStall: number;
  /** Processor time of the main thread, in milliseconds. */
  used: number;
  /** Heap in use after garbage collection, in bytes. */
  heap: number;
  /** Resident memory of the process, in bytes. */
  resident: number;
}

const TICK_MS = 5;

let longestStall = 0;
let last = performance.now();
let lastUsed = usedMs();
let usedAtReset = lastUsed;

/** Processor time of the main thread, in milliseconds. */
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
  const reading = { longestStall, used: lastUsed - usedAtReset };
  // Twice, because the second collection removes what finalizers released during the first.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  last = performance.now();
  lastUsed = usedMs();
  return { ...reading, heap: heapUsed, resident: rss };
}

/** Starts over, after a reading: a stall that ends with the reset belongs to what came before. */
function reset(): void {
  longestStall = 0;
  usedAtReset = lastUsed;
}

const RealDate = Date;
let shift = 0;

/** Moves the wall clock, as setting a machine's time does: only `Date` moves, not the monotonic clock. */
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
  if (question.ask === 'move clock') {
    shift += question.milliseconds;
    globalThis.Date = MovedDate as DateConstructor;
  }
  const reading = read();
  if (question.ask === 'reset') reset();
  process.send?.(reading);
});
// Neither may keep the server from exiting.
process.channel?.unref();
setInterval(tick, TICK_MS).unref();
