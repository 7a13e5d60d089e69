import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from './config.ts';

/** Windows editors may put it at the beginning of a file, where it would become part of the first variable's name. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Reads the environment of this process together with `.env` in the current folder; a variable that is already set
 * keeps its value. The server and every command read it in the same way, so that they use the same data.
 * @throws {ConfigError} if `.env` exists but cannot be read
 */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  return { ...parseEnv(readFileIfAny('.env').replace(BYTE_ORDER_MARK, '')), ...process.env };
}

function readFileIfAny(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    // What Windows calls Unicode is UTF-16, in which every second byte is zero.
    if (text.includes('\0')) throw new ConfigError([`${path}: is not UTF-8 text; save it as UTF-8`]);
    return text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '';
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([
      `${path}: cannot be read (${code}); check that it is a file and that its permissions allow it`,
    ]);
  }
}
