import { describe, expect, it } from 'vitest';
import { createFindEntities, maskEntities } from '#understanding/entities.ts';
import { entityNamesOf } from '#understanding/from-knowledge.ts';
import { loadAssets } from '../support/assets.ts';

const { knowledge } = await loadAssets();
const findEntities = createFindEntities(entityNamesOf(knowledge));
const namesIn = (text: string) => {
  const { apps, otherDevices, otherMakers, otherVulnerabilities } = findEntities(text);
  return [...apps, ...otherDevices, ...otherMakers, ...otherVulnerabilities].map(({ name }) => name);
};

describe('names', () => {
  it.each([
    ['EnViewer', 'EnViewer'],
    ['my en viewer app', 'EnViewer'],
    ['enviewr', 'EnViewer'],
    ['envviewer', 'EnViewer'],
    ['entlak', 'EnTalk'],
    ['the EPG 600', 'EPG600'],
    ['tp link', 'tp-link'],
    ['TPLINK', 'tp-link'],
    ['net-gear', 'net gear'],
  ])('are found: "%s" names %s', (text, name) => {
    expect(namesIn(text)).toEqual([name]);
  });

  it.each([
    'what does that entail',
    'my parcel is en route',
    'they share it',
    'be sure to enlarge it',
    'a new viewer',
  ])('are not found in plain English: %s', (text) => {
    expect(namesIn(text)).toEqual([]);
  });
});

const masked = (text: string) => maskEntities(text, findEntities(text)).replaceAll(/\s+/g, ' ').trim();

describe('the text that the classifier sees', () => {
  it('is the same for every model and for every spelling of an app', () => {
    expect(masked('is the EAP600 patched')).toBe(masked('is the ens 500-ext-ac patched'));
    expect(masked('add a camera in en viewer')).toBe('add a camera in enviewer');
  });

  it('keeps the devices that have their own answers', () => {
    expect(masked('does EnTalk need the EPG600')).toContain('EPG600');
  });
});
