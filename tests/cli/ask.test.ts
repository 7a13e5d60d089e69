import { appendFile, cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { runAsk } from '#cli/ask.ts';
import { knowledgeDir } from '../support/classifier-cache.ts';
import { runHere } from '../support/run-command.ts';

describe('npm run ask', () => {
  it('prints the reply and its choices, without Markdown', async () => {
    const { output, errors, exitCode } = await runHere(runAsk, ['is my esr900 patched?']);
    expect(output).toContain('ESR900: In Progress.');
    expect(output).toMatch(/^Source: .*17 October 2017$/m);
    expect(output).toContain('[Yes] [No]');
    expect(output).not.toContain('**');
    expect(errors).toBe('');
    expect(exitCode).toBe(0);
  });

  it('explains with --explain how it understood the question', async () => {
    const { output } = await runHere(runAsk, ['--explain', 'is the', 'epa1750h pached?']);
    expect(output).toMatch(/^ {2}intent +patch\.status \(sure, by classifier\)$/m);
    expect(output).toMatch(/^ {2}confidence +0\.\d{3}$/m);
    expect(output).toMatch(/^ {2}runners-up +\S+ 0\.\d{3}/m);
    expect(output).toMatch(/^ {2}models +EAP1750H \("epa1750h", typo\)$/m);
    expect(output).toMatch(/^ {2}corrections +pached → patched$/m);
  });

  it('asks as a customer of another language with --locale', async () => {
    const folder = await mkdtemp(join(inject('runFolder'), 'translated-'));
    await cp(knowledgeDir, folder, { recursive: true });
    await appendFile(
      join(folder, 'answers/enshare.yaml'),
      '    translations: { es: { question: ¿Cuánto cuesta?, label: Precio, short: No cuesta nada., detail: Nada. } }\n',
    );
    const environment = { KNOWLEDGE_DIR: folder };
    const { output } = await runHere(runAsk, ['--locale', 'es', 'Does EnShare cost anything?'], {
      environment,
    });
    expect(output).toContain('No cuesta nada.');
  });

  it.each([[[]], [['  ']]])('prints its usage when nothing is asked: %j', async (args) => {
    const { errors, exitCode } = await runHere(runAsk, args);
    expect(errors).toMatch(/^The question is missing\.\nUsage: npm run ask/);
    expect(exitCode).toBe(2);
  });

  it('says in plain words what is wrong with the environment', async () => {
    const { errors, exitCode } = await runHere(runAsk, ['hello'], { environment: { PORT: 'abc' } });
    expect(errors).toContain('PORT: must be a number');
    expect(errors).not.toMatch(/\bat .*\.ts/);
    expect(exitCode).toBe(1);
  });
});
