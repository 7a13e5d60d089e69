import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDataDir } from './support/data-dir.ts';
import { runCommand } from './support/run-command.ts';

/** Returns what a command prints about an invalid PORT in an .env file with these bytes. */
async function errorsWith(file: Uint8Array | string): Promise<string> {
  const dir = createDataDir();
  await writeFile(join(dir, '.env'), file);
  const { errors } = await runCommand('ask', ['hello'], { cwd: dir });
  return errors;
}

describe('the .env file', () => {
  it('is read from the folder where a command starts', async () => {
    expect(await errorsWith('PORT=abc\n')).toContain('PORT: must be a number');
  });

  it('keeps its first variable when it begins with a byte order mark', async () => {
    expect(await errorsWith('\ufeffPORT=abc\n')).toContain('PORT: must be a number');
  });

  it('is refused in plain words when saved as UTF-16', async () => {
    expect(await errorsWith(Buffer.from('PORT=abc', 'utf16le'))).toContain('save it as UTF-8');
  });
});
