import { describe, expect, it } from 'vitest';
import { createFindModels } from '#understanding/models/find-models.ts';
import type { ModelMention } from '#understanding/models/mention.ts';
import { loadAssets } from '../support/assets.ts';

const { knowledge } = await loadAssets();
const findModels = createFindModels([...knowledge.models.keys()]);

const short = (mention: ModelMention): string => {
  switch (mention.kind) {
    case 'listed':
      return `${mention.model} (${mention.how})`;
    case 'ambiguous':
      return mention.options.join(' or ');
    case 'unlisted':
      return `unlisted ${mention.written}`;
  }
};
const found = (text: string): string[] => findModels(text).map(short);

describe('a model’s name', () => {
  it.each([
    ['is the EAP600 patched', 'EAP600 (exact)'],
    ['eap600', 'EAP600 (exact)'],
    ['EAP 600', 'EAP600 (spelling)'],
    ['eap-600', 'EAP600 (spelling)'],
    ['my E A P 600', 'EAP600 (spelling)'],
    ['ENS500-AC-EXT', 'ENS500EXT-AC (spelling)'],
    ['ens 500 ext ac', 'ENS500EXT-AC (spelling)'],
    ['station five ac', 'EnStation5-AC (spelling)'],
    ['EnStation 5', 'EnStation5 (spelling)'],
    ['enstation ac', 'EnStationAC (spelling)'],
    ['eap seventeen fifty h', 'EAP1750H (spelling)'],
    ['esr nine hundred', 'ESR900 (spelling)'],
    ['EPA1750H', 'EAP1750H (typo)'],
    ['ERS1200', 'ESR1200 (typo)'],
    ['enstaiton5', 'EnStation5 (typo)'],
    ['EAP350', 'EAP350v2 (variant)'],
    ['the plain EAP350', 'unlisted EAP350'],
    ['an ESR750 without the H', 'unlisted ESR750'],
    ['the ordinary ESR600', 'ESR600 (exact)'],
    ['the ordinary EWS360', 'EWS360AP (variant)'],
    ['EAP350 v2', 'EAP350v2 (spelling)'],
    ['EAP350v3', 'unlisted EAP350v3'],
    ['EWS999AP', 'unlisted EWS999AP'],
    ['ENS500XL', 'unlisted ENS500XL'],
  ])('%s is read as %s', (text, reading) => {
    expect(found(text)).toEqual([reading]);
  });

  it.each([
    'my wpa2 network',
    'eap constructor',
    'esr __proto__ toString',
    'CVE-2017-13077',
    'the year 2017',
    'windows 10',
    'android 4 and ios 7',
    'port 8080',
    '802.11r and 802.11ac',
    '5 GHz and 2.4 GHz',
    'in station mode',
    'WDS station 5 GHz',
    'eat 600 apples',
    'and 500 more',
    'call extension 10',
    '',
  ])('is not found in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('is completed for a version in a list', () => {
    expect(found('the EAP350 v1 or v2')).toEqual(['unlisted EAP350 v1', 'EAP350v2 (spelling)']);
  });

  it('that fits several models returns all of them', () => {
    expect(found('my EnStation')).toEqual(['EnStation2 or EnStation5 or EnStation5-AC or EnStationAC']);
  });

  it('that is one typo away from two families means neither, so no status is assumed', () => {
    const [mention] = findModels('ENR1200');
    expect(mention?.kind).toBe('unlisted');
    expect(mention?.kind === 'unlisted' && mention.near.toSorted()).toEqual(['ENS1200', 'ESR1200']);
  });

  it('is found wherever it is written, with its position', () => {
    const text = 'EAP600, then ESR300, 350 and 600H';
    const mentions = findModels(text);
    expect(mentions.map(short)).toEqual([
      'EAP600 (exact)',
      'ESR300 (exact)',
      'ESR350 (spelling)',
      'ESR600H (spelling)',
    ]);
    for (const { start, end, written } of mentions) expect(text.slice(start, end)).toBe(written);
  });

  it('of another maker’s device is unlisted', () => {
    expect(found('my RT5300 and the WRT1900')).toEqual(['unlisted RT5300', 'unlisted WRT1900']);
  });

  it.each(['ens 500 '.repeat(600), 'e n s '.repeat(800), '1-'.repeat(2_500)])(
    'is searched for in a long text without hanging: case %#',
    (text) => {
      expect(() => findModels(text)).not.toThrow();
    },
  );
});
