import type { Logger } from 'pino';

/** What can be wrong with the database. */
type Outage =
  /** It does not answer. */
  | 'unreachable'
  /** It answers but accepts no writes. */
  | 'unwritable'
  /** Its file is no longer the one that was opened. */
  | 'file gone';

const begins: Record<Outage, string> = {
  unreachable: 'The database does not answer. Messages are refused until it does.',
  unwritable:
    'The database cannot store anything: it is full, read-only or overloaded. Messages are refused until it can.',
  'file gone':
    'The database file was deleted, moved or replaced while the server was running. Messages are refused, because they would be lost. Put the file back, or restore a backup and restart.',
};
const ends: Record<Outage, string> = {
  unreachable: 'The database answers again.',
  unwritable: 'The database accepts writes again.',
  'file gone': 'The database file is back.',
};

/** An outage is over if something works this long after the last failure: some queries may work while others fail. */
const HOLD_MS = 5000;

/** Logs the beginning and the end of an outage once each, however many queries are affected. */
export interface OutageLog {
  failed(outage: Outage, error: unknown): void;
  worked(outage: Outage): void;
  /** Whether there is an outage now. */
  isOn(outage: Outage): boolean;
}

/**
 * @param log undefined for a tool, which simply ends with the error
 * @param now milliseconds of a clock that never runs backwards
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
