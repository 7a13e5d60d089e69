import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCheckKnowledge } from '#cli/check-knowledge.ts';
import { knowledgeDir } from '../support/classifier-cache.ts';
import { runHere } from '../support/run-command.ts';
import { type SmallContent, smallContent, writeFiles } from './small-knowledge.ts';

const noFolder = join(import.meta.dirname, 'no-such-folder');
const missing = 'sources.yaml: The file is missing; create it.';

/** Writes the small knowledge with a change, for one test. @returns its folder */
async function writeSmall(change: (content: SmallContent) => void): Promise<string> {
  const content = smallContent();
  change(content);
  const folder = await mkdtemp(join(tmpdir(), 'knowledge-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFiles(folder, content);
  return folder;
}

describe('npm run check-knowledge', () => {
  test('prints what the knowledge contains and that it has no problems', async () => {
    const { output, errors, exitCode } = await runHere(runCheckKnowledge);
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
    const { output, errors, exitCode } = await runHere(runCheckKnowledge, [], { environment });
    expect(errors).toContain(missing);
    expect(output).toBe('');
    expect(exitCode).toBe(1);
  });

  test('lists what is not translated yet, once anything is', async () => {
    const folder = await writeSmall((content) =>
      Object.assign(content['answers/torch.yaml'].answers[0]!, {
        translations: { es: { question: '¿Cuánto dura?', label: 'Pila', short: 'Diez horas.' } },
      }),
    );
    const { output, exitCode } = await runHere(runCheckKnowledge, [folder]);
    expect(output).toContain('language  es: 1 of 7 entries are translated');
    expect(output).toContain('  in English still: moonbeam.what, greeting, thanks, goodbye, help, bot\n');
    expect(output).toContain(`No problems in ${folder}.`);
    expect(exitCode).toBe(0);
  });

  test('checks another folder if one is named', async () => {
    const { errors, exitCode } = await runHere(runCheckKnowledge, [noFolder]);
    expect(errors).toContain(missing);
    expect(exitCode).toBe(1);
  });
});
