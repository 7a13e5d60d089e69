import { pino } from 'pino';

/** A log that discards everything. */
export const silent = pino({ level: 'silent' });
