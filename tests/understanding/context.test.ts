import { describe, expect, it } from 'vitest';
import { createModelFromContext, type Focus, onlyNames, pointsBack } from '#understanding/context.ts';
import { createFindModels } from '#understanding/models/find-models.ts';
import { loadAssets } from '../support/assets.ts';

const { knowledge } = await loadAssets();
const names = [...knowledge.models.keys()];
const fromContext = createModelFromContext(names);
const findModels = createFindModels(names);
const after = (model: string): Focus => ({ models: [model], intent: 'patch.status' });

describe('part of a name', () => {
  it.each([
    ['ENS500', 'what about the EXT?', 'ENS500EXT'],
    ['ENS500', 'and the ext-ac', 'ENS500EXT-AC'],
    ['ENS500EXT', 'what about the AC?', 'ENS500EXT-AC'],
    ['ESR300', 'and the 350?', 'ESR350'],
    ['ESR300', 'and the 350H?', 'ESR350H'],
    ['EAP1300', 'and the ext version?', 'EAP1300EXT'],
  ])('after %s, "%s" means the %s', (model, text, meant) => {
    expect(fromContext(text, after(model))).toMatchObject({ kind: 'listed', model: meant, how: 'context' });
  });

  it.each([
    ['ENS500', 'can you explain the external antenna to me please'],
    ['ENS500', 'what about the XYZ?'],
    ['EAP600', 'what about the EXT?'],
    ['ENS500', 'thanks'],
    ['ENS500', ''],
  ])('after %s is not found in "%s"', (model, text) => {
    expect(fromContext(text, after(model))).toBeUndefined();
  });
});

describe('a reference back', () => {
  it('is a pronoun or an opening that continues the conversation', () => {
    expect(pointsBack('how many people can use it?')).toEqual({ pronoun: true, opening: false });
    expect(pointsBack('and how many people?')).toEqual({ pronoun: false, opening: true });
    expect(pointsBack('how many people can use EnRoute?')).toEqual({ pronoun: false, opening: false });
  });

  it('a name with only filler words repeats the previous question', () => {
    for (const [text, only] of [
      ['and the EAP600?', true],
      ['EAP600 please', true],
      ['EAP600 camera', false],
      ['hello', false],
    ] as const) {
      expect(onlyNames(text, findModels(text)), text).toBe(only);
    }
  });
});
