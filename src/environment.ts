import { existsSync } from 'node:fs';

/**
 * The environment of this process, with what stands in `.env` of the folder it was started in; a variable that
 * is set already keeps its value. The server and every command read it the same way, so that they speak of the
 * same data.
 */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
