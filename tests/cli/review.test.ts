import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runReview } from '#cli/review.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import { openServer } from '../desk/open-server.ts';
import { createDataDir } from '../support/data-dir.ts';
import { runHere } from '../support/run-command.ts';

const asked = ['quokka marmalade recipe', 'marmalade recipe for a quokka', 'any quokka marmalade recipe'];

test('npm run review lists clusters of questions that were not understood', async () => {
  const server = await openServer({}, { clock: () => new Date() });
  const customer = await server.customer();
  for (const text of asked) await customer.say(text);
  const environment = { DATA_DIR: server.dataDir };
  const { output, errors } = await runHere(runReview, ['--since', '7d'], { environment });
  expect(errors).toBe('');
  expect(output).toContain('of the last 7 days: 3. Clusters: 1.');
  expect(output).toMatch(/^marmalade recipe: 3 questions/m);
  for (const text of asked) expect(output).toContain(text);
});

test('npm run review rejects an invalid period', async () => {
  const { errors, exitCode } = await runHere(runReview, ['--since', 'yesterday']);
  expect(errors).toContain('--since: name 1 to 365 days');
  expect(exitCode).toBe(2);
});

test('npm run review writes the drafts as knowledge that can be loaded', async () => {
  const server = await openServer();
  await server.withStore(async ({ review }) => {
    await review.decide({
      keys: ['a'],
      decision: 'answer',
      phrases: [{ key: 'a', text: 'what does "enshare" cost: [name]', intent: 'enshare.cost' }],
    });
    await review.decide({
      keys: ['b'],
      decision: 'new-answer',
      phrases: [{ key: 'b', text: 'marmalade for my quokka', intent: 'new.marmalade' }],
      answer: {
        id: 'new.marmalade',
        question: 'Is there marmalade?',
        material: ['Yes: ask [name].\nOr wait.'],
      },
    });
  });
  const folder = join(createDataDir(), 'drafts');
  const write = () =>
    runHere(runReview, ['--write-drafts', folder], { environment: { DATA_DIR: server.dataDir } });
  const { output, errors } = await write();
  expect(errors).toBe('');
  expect(output).toContain('2 phrases and 1 new answers');
  const { answers, phrases } = await loadKnowledge(folder);
  expect(answers.get('new.marmalade')).toMatchObject({ question: 'Is there marmalade?', source: 'draft' });
  expect(phrases).toContainEqual({ text: 'what does "enshare" cost: [name]', intent: 'enshare.cost' });
  expect(phrases).toContainEqual({ text: 'marmalade for my quokka', intent: 'new.marmalade' });
  expect(await readFile(join(folder, 'answers', 'review.yaml'), 'utf8')).toContain('ask [name]');
  expect(await write()).toMatchObject({ exitCode: 2 });
});
