import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from './config.ts';

/** Editors on Windows put it at the beginning of a file; it would become part of the first variable's name. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * The environment of this process, with what stands in `.env` of the folder it was started in; a variable that
 * is set already keeps its value. The server and every command read it the same way, so that they speak of the
 * same data.
 * @throws {ConfigError} when `.env` is there and cannot be read
 */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  return { ...parseEnv(readFileIfAny('.env').replace(BYTE_ORDER_MARK, '')), ...process.env };
}

function readFileIfAny(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    // What Windows calls Unicode is UTF-16: every second byte of it is zero.
    if (text.includes('\0')) throw new ConfigError([`${path}: is no UTF-8 text; save it as UTF-8`]);
    return text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '';
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${path}: cannot be read (${code}); check what it is and its permissions`]);
  }
}
