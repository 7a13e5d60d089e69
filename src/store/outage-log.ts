import type { Logger } from 'pino';

/** What can be wrong with a database. */
type Outage =
  /** Nobody answers. */
  | 'unreachable'
  /** It answers, and takes nothing. */
  | 'unwritable'
  /** Its file is not the one that was opened. */
  | 'file gone';

const begins: Record<Outage, string> = {
  unreachable: 'The database does not answer. Messages are refused until it does.',
  unwritable:
    'The database cannot store anything: it is full, read-only or overloaded. Messages are refused until it can.',
  'file gone':
    'The database file was deleted, moved or replaced while the server runs. Nothing is accepted any more, because it would be lost. Put the file back, or restore a backup and restart.',
};
const ends: Record<Outage, string> = {
  unreachable: 'The database answers again.',
  unwritable: 'The database stores again.',
  'file gone': 'The database file is back.',
};

/** An outage is over when something has worked so long after the last failure: some may work while others still fail. */
const HOLD_MS = 5000;

/** Says once that something is wrong with the database, and once that it is over, however many queries meet it. */
export interface OutageLog {
  failed(outage: Outage, error: unknown): void;
  worked(outage: Outage): void;
  /** Whether it has begun and is not over. */
  isOn(outage: Outage): boolean;
}

/**
 * @param log undefined for a tool, which refuses nobody and ends with the error
 * @param now milliseconds of a clock that only runs forward
 */
export function createOutageLog(log: Logger | undefined, now = () => performance.now()): OutageLog {
  const lastFailures = new Map<Outage, number>();
  return {
    failed(outage, error) {
      if (!lastFailures.has(outage)) log?.error({ err: error }, begins[outage]);
      lastFailures.set(outage, now());
    },
    worked(outage) {
      const last = lastFailures.get(outage);
      if (last === undefined || now() - last < HOLD_MS) return;
      lastFailures.delete(outage);
      log?.info(ends[outage]);
    },
    isOn: (outage) => lastFailures.has(outage),
  };
}
