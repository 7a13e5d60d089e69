import { expect, test } from 'vitest';
import { load, smallContent } from './small-knowledge.ts';

test('a model listed twice has the status of its later row and the earlier row as history', async () => {
  const { advisories } = await load(smallContent());
  expect([...advisories.get('moonbeam')!.models.values()]).toEqual([
    { name: 'T100v2', status: 'Available Now', history: ['In Progress'] },
    { name: 'T200', status: 'Available Now', history: [] },
  ]);
});

test('the rows stay as published', async () => {
  const { advisories } = await load(smallContent());
  expect(advisories.get('moonbeam')!.patch.rows.map(({ model }) => model)).toEqual([
    'T100v2',
    'T200',
    'T100V2',
  ]);
});

test('words that older YAML reads as true and false stay words', async () => {
  const content = { ...smallContent(), 'phrases/more.yaml': 'yes: [yes, on]\nno: [no, off]\n' };
  const { phrases } = await load(content);
  expect(phrases).toEqual(
    expect.arrayContaining([
      { text: 'on', intent: 'yes' },
      { text: 'no', intent: 'no' },
    ]),
  );
});

test('the hash does not depend on the order of files, entries and phrases', async () => {
  const content = smallContent();
  const turned = {
    ...content,
    'phrases/all.yaml': undefined,
    'phrases/other.yaml': Object.fromEntries(
      Object.entries(content['phrases/all.yaml'])
        .toReversed()
        .map(([intent, phrases]) => [intent, phrases.toReversed()]),
    ),
    'advisories/moonbeam.yaml': {
      ...content['advisories/moonbeam.yaml'],
      patch: {
        ...content['advisories/moonbeam.yaml'].patch,
        rows: content['advisories/moonbeam.yaml'].patch.rows.toReversed(),
      },
    },
  };
  turned['advisories/moonbeam.yaml'].patch.rows.find(({ model }) => model === 'T100V2')!.model = 'T100v2';
  expect((await load(turned)).hash).toBe((await load(content)).hash);
});

const hashAfter = async (change: (content: ReturnType<typeof smallContent>) => void) => {
  const content = smallContent();
  change(content);
  return (await load(content)).hash;
};

test('the hash changes with a phrase, a title, a model or an alias, but not with the wording of an answer', async () => {
  const { hash } = await load(smallContent());
  const changed = await Promise.all([
    hashAfter((content) => content['phrases/all.yaml']['yes']?.push('aye')),
    hashAfter((content) =>
      Object.assign(content['answers/torch.yaml'].answers[0]!, { question: 'How long?' }),
    ),
    hashAfter((content) =>
      content['advisories/moonbeam.yaml'].patch.rows.push({ model: 'T300', status: 'In Progress' }),
    ),
    hashAfter((content) => content['advisories/moonbeam.yaml'].aliases.push('moonray')),
    hashAfter((content) => content['vocabulary.yaml'].apps[0]!.aliases.push('tourch')),
  ]);
  expect(new Set([hash, ...changed]).size).toBe(6);
  await expect(
    hashAfter((content) =>
      Object.assign(content['answers/torch.yaml'].answers[0]!, { short: 'Half a day.' }),
    ),
  ).resolves.toBe(hash);
});
