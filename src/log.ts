import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** The log: JSON lines on standard error, so that what is meant for people keeps standard output to itself. */
export const createLog = (level: Config['logLevel']): Logger => pino({ level }, pino.destination(2));
