import { describe, expect, it } from 'vitest';
import { createFindEntities } from '#understanding/entities.ts';
import { entityNamesOf } from '#understanding/from-knowledge.ts';
import { loadAssets } from '../support/assets.ts';

const { knowledge, understand } = await loadAssets();
const findEntities = createFindEntities(entityNamesOf(knowledge));
const namesKrack = (text: string) =>
  findEntities(text).advisories.some(({ advisory }) => advisory === 'krack');
const weaknesses = (text: string) => findEntities(text).otherVulnerabilities.map(({ written }) => written);

describe('a vulnerability other than KRACK', () => {
  it.each([
    ['is CVE-2017-13076 mended', 'CVE-2017-13076'],
    ['cve 2017 13089?', 'cve 2017 13089'],
    ['patched for CVE-2024-30078', 'CVE-2024-30078'],
    ['is the telnet backdoor closed', 'telnet backdoor'],
    ['the flaw in your web server', 'flaw in your web server'],
    ['the 2019 wifi flaws', '2019 wifi flaws'],
    ['a vulnerability found in 2023', 'vulnerability found in 2023'],
    ['what about command injection', 'command injection'],
    ['is it safe against TunnelCrack', 'TunnelCrack'],
    ['the regresshion bug', 'regresshion'],
  ])('is found in "%s"', (text, written) => {
    expect(weaknesses(text)).toContain(written);
  });

  it.each([
    'is CVE-2017-13077 mended',
    'CVE-2017-13088?',
    'is the krack attack dangerous',
    'is the wi-fi hole closed',
    'are you safe against the atack',
    'am I safe against hackers',
    'is the EAP600 affected by the vulnerability',
    'my ESR900 from 2016, is it affected',
    'the WPA2 bug',
    'is EnViewer affected by the attack',
  ])('is not found in "%s"', (text) => {
    expect(weaknesses(text)).toEqual([]);
  });

  it.each([
    'is the EAP600 patched for CVE-2020-26140',
    'patch status of the ESR900 for CVE-2014-0160',
    'has the ENS500 been fixed for the 2021 holes',
    'firmware for the EWS310AP against the SSH bug',
  ])('never gets the patch status of KRACK: %s', (text) => {
    const [{ certainty, boundary }] = understand(text).readings;
    expect(certainty).toBe('unknown');
    expect(boundary?.kind).toBe('other-vulnerability');
  });
});

describe('KRACK', () => {
  it.each(['CVE-2017-13077', 'cve 2017-13082', '2017-13088', 'krack', 'WPA-2', 'key reinstallation'])(
    'is named by "%s"',
    (text) => {
      expect(namesKrack(`is it safe from ${text}?`)).toBe(true);
    },
  );

  it.each(['CVE-2017-13076', 'CVE-2017-13089', 'crackers', 'a wifi hole'])('is not named by "%s"', (text) => {
    expect(namesKrack(`is it safe from ${text}?`)).toBe(false);
  });

  it('named by its CVE id asks for the status of the model named with it', () => {
    const [reading] = understand('CVE-2017-13080 and the EWS310AP?').readings;
    expect(reading).toMatchObject({ intent: 'patch.status', certainty: 'sure' });
  });
});
