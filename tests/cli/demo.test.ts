import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { runCommand } from '../support/run-command.ts';

test('npm run demo refuses a folder with real data, and leaves it unchanged', async () => {
  const folder = mkdtempSync(join(inject('runFolder'), 'real-'));
  writeFileSync(join(folder, 'support.db'), 'real');
  const { errors, exitCode } = await runCommand('demo', ['--data-dir', folder]);
  expect(errors).toBe(
    `${folder} is in use for something else than a demonstration, so nothing was done. Choose an empty folder with --data-dir.\n`,
  );
  expect(exitCode).toBe(1);
  expect(readdirSync(folder)).toEqual(['support.db']);
});
