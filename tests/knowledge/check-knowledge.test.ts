import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = join(import.meta.dirname, '../../src/cli/check-knowledge.ts');
const run = (...args: string[]) => promisify(execFile)(process.execPath, [program, ...args]);

test('check-knowledge prints what the knowledge holds', async () => {
  const { stdout } = await run();
  expect(stdout).toMatch(/^answers {3}32 from 3 sources/);
  expect(stdout).toMatch(/^models {4}60 in 65 rows$/m);
  expect(stdout).toMatch(/^ {2}krack\.still-run +\d+$/m);
});

test('check-knowledge fails with every problem when the knowledge cannot be used', async () => {
  await expect(run(join(import.meta.dirname, 'no-such-folder'))).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('sources.yaml: The file is missing; create it.'),
  });
});
