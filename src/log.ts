import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Bytes that wait for a reader of the log; past that, lines are dropped until it reads again. */
const MOST_WAITING = 1024 * 1024;

interface Destination {
  write(line: string): void;
}

/** By stream: however many logs write to one, what waits for its reader is counted once, and its errors are heard once. */
const destinations = new WeakMap<Writable, Destination>();

function destinationOf(stream: Writable): Destination {
  const known = destinations.get(stream) ?? droppingDestination(stream);
  destinations.set(stream, known);
  return known;
}

/**
 * A destination that never holds the process up. Whoever was to read the log may have stopped doing so, or be gone: a
 * full pipe would stop a write for good, and with it everything, or a thread of it that no exit gets past.
 */
function droppingDestination(stream: Writable): Destination {
  let dropped = 0;
  // Without a reader there is nothing left to say, and nobody to say it to.
  stream.on('error', () => undefined);
  return {
    write(line) {
      if (stream.writableLength > MOST_WAITING) {
        dropped += 1;
        return;
      }
      if (dropped > 0) {
        stream.write(
          `${JSON.stringify({ level: pino.levels.values['warn'], time: Date.now(), msg: 'log lines were dropped', dropped })}\n`,
        );
        dropped = 0;
      }
      stream.write(line);
    },
  };
}

/**
 * The log: JSON lines on standard error, so that what is meant for people keeps standard output to itself.
 * @param stream another place for it
 */
export const createLog = (level: Config['logLevel'], stream: Writable = process.stderr): Logger =>
  pino({ level }, destinationOf(stream));
