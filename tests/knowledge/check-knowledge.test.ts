import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knowledgeDir } from '../support/classifier-cache.ts';
import { runCommand } from '../support/run-command.ts';

const noFolder = join(import.meta.dirname, 'no-such-folder');
const missing = 'sources.yaml: The file is missing; create it.';

describe('npm run check-knowledge', () => {
  test('prints what the knowledge contains and that it has no problems', async () => {
    const { output, errors, exitCode } = await runCommand('check-knowledge');
    expect(output).toMatch(/^answers {3}\d+ from 3 sources/);
    expect(output).toMatch(/^models {4}60 in 65 rows$/m);
    expect(output).toMatch(/^ {2}krack\.still-run +\d+$/m);
    expect(output).toMatch(/^expected {2}316 questions, \d+ conversations$/m);
    expect(output).toContain(`No problems in ${knowledgeDir}.`);
    expect(errors).toBe('');
    expect(exitCode).toBe(0);
  });

  test('checks KNOWLEDGE_DIR, the folder that the server reads', async () => {
    const environment = { KNOWLEDGE_DIR: noFolder };
    const { output, errors, exitCode } = await runCommand('check-knowledge', [], { environment });
    expect(errors).toContain(missing);
    expect(output).toBe('');
    expect(exitCode).toBe(1);
  });

  test('checks another folder when one is named', async () => {
    const { errors, exitCode } = await runCommand('check-knowledge', [noFolder]);
    expect(errors).toContain(missing);
    expect(exitCode).toBe(1);
  });
});
