import { expect, it } from 'vitest';
import { isFiller } from '#understanding/context.ts';
import { createModelsByNumber, createModelsOfAnyFamily } from '#understanding/models/by-number.ts';
import { loadAssets } from '../support/assets.ts';

const { knowledge } = await loadAssets();
const modelsByNumber = createModelsByNumber([...knowledge.models.keys()], isFiller);
const modelsOfAnyFamily = createModelsOfAnyFamily([...knowledge.models.keys()], isFiller);
const namesIn = (text: string, before?: string) =>
  modelsByNumber(text, before).map((mention) => (mention.kind === 'listed' ? mention.model : ''));

it('reads bare numbers as models of the family named before', () => {
  expect(namesIn('and the brothers 870, 871?', 'EWS860AP')).toEqual(['EWS870AP', 'EWS871AP']);
  expect(namesIn('ah, 550', 'EWS500AP')).toEqual(['EWS550AP']);
});

it('reads no model if a number leads to no listed model, or if the message says more', () => {
  expect(namesIn('870 or 999?', 'EWS860AP')).toEqual([]);
  expect(namesIn('it draws 370 watts at full load', 'EWS860AP')).toEqual([]);
  expect(namesIn('870?', undefined)).toEqual([]);
});

it('reads a bare number as the model that has it, or as any of those that do', () => {
  const [only] = modelsOfAnyFamily('660 patched');
  expect(only).toMatchObject({ kind: 'listed', model: 'EWS660AP' });
  const [several] = modelsOfAnyFamily('is the 1200 fixed');
  expect(several).toMatchObject({ kind: 'ambiguous', written: '1200' });
  expect(modelsOfAnyFamily('is the 9999 fixed')).toEqual([]);
});
