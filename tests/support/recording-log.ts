import { type Logger, pino } from 'pino';

/** A parsed log record. */
type LogEntry = Record<string, unknown> & { level: number; msg: string };

/** pino's number for a level. */
export const levels = { debug: 20, info: 30, warn: 40, error: 50 } as const;

/** A real logger that collects its records instead of writing them. */
export interface RecordingLog {
  log: Logger;
  readonly entries: readonly LogEntry[];
  /** The records at info level and above, as text: what an operator's log file would contain. */
  written(): string;
}

export function createRecordingLog(): RecordingLog {
  const entries: LogEntry[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => entries.push(JSON.parse(line) as LogEntry) });
  return {
    log,
    entries,
    written: () =>
      entries
        .filter(({ level }) => level >= levels.info)
        .map((entry) => JSON.stringify(entry))
        .join('\n'),
  };
}
