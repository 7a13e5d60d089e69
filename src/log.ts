import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** How many bytes may wait for the log's reader; beyond that, lines are dropped until it reads again. */
const MAX_WAITING = 1024 * 1024;

interface Destination {
  write(line: string): void;
}

/**
 * One destination per stream: however many logs write to it, waiting bytes are counted once and errors are handled
 * once.
 */
const destinations = new WeakMap<Writable, Destination>();

function destinationOf(stream: Writable): Destination {
  const known = destinations.get(stream) ?? droppingDestination(stream);
  destinations.set(stream, known);
  return known;
}

/**
 * Creates a destination that never blocks the process. The log's reader may have stopped reading or be gone; a write to
 * a full pipe would then block forever, and with it the process, or a thread that keeps it from exiting.
 */
function droppingDestination(stream: Writable): Destination {
  let dropped = 0;
  // Without a reader there is nobody to report the error to.
  stream.on('error', () => undefined);
  return {
    write(line) {
      if (stream.writableLength > MAX_WAITING) {
        dropped += 1;
        return;
      }
      if (dropped > 0) {
        stream.write(
          `${JSON.stringify({ level: pino.levels.values['warn'], time: Date.now(), msg: 'dropped log lines that nobody read in time', dropped })}\n`,
        );
        dropped = 0;
      }
      stream.write(line);
    },
  };
}

/**
 * Creates the log: JSON lines on standard error, because standard output is for people.
 * @param stream where to write instead
 */
export const createLog = (level: Config['logLevel'], stream: Writable = process.stderr): Logger =>
  pino({ level }, destinationOf(stream));
