import { expect, it } from 'vitest';
import type { StudioListed, StudioOverview } from '#desk/studio/wire.ts';
import { documentOf, newEntry } from '#web/desk/studio/entries/new-entry.ts';

const advisory = (id: string): StudioListed => ({
  document: `advisories/${id}.yaml`,
  kind: 'advisory',
  id,
  title: id,
  summary: '',
  state: 'published',
  updatedBy: null,
  updatedAt: null,
  fromReview: 0,
  problems: 0,
});

const overview = (...ids: string[]): StudioOverview => ({
  release: 1,
  entries: ids.map(advisory),
  problems: [],
  changes: 0,
  models: [],
  languages: [],
});

it('gives a new advisory its own document, even if its name is already used', () => {
  const begin = (name: string, known: StudioOverview) =>
    newEntry('advisory', name, documentOf('advisory', name), known).key;
  expect(begin('Dragonblood', overview('krack'))).toMatchObject({ document: 'advisories/dragonblood.yaml' });
  expect(begin('KRACK', overview('krack'))).toMatchObject({
    document: 'advisories/krack-2.yaml',
    id: 'krack-2',
  });
  expect(begin('One two three four five seven', overview('one-two-three-four-five'))).toMatchObject({
    document: 'advisories/one-two-three-four-five-2.yaml',
  });
});
