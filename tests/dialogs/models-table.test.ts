import { beforeAll, describe, expect, it } from 'vitest';
import { loadAssets } from '../support/assets.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';
import { spellingsOf } from '../support/spellings.ts';

const { knowledge } = await loadAssets();

/** Canonical name (as first published) and status (of the last row), taken from the published rows. */
const table = new Map<string, { name: string; status: string }>();
for (const { model, status } of knowledge.advisories.get('krack')!.patch.rows) {
  const key = model.toLowerCase();
  table.set(key, { name: table.get(key)?.name ?? model, status });
}

let door: FrontDoor;
beforeAll(async () => {
  door = await openFrontDoor();
});

/** Every "**NAME: STATUS.**" of a text, in order. */
const statusesIn = (text: string): string[] =>
  [...text.matchAll(/\*\*([^*]+: [^*]+)\.\*\*/g)].map(([, line]) => line!);

describe('the patch status of a model', () => {
  it('is known for 60 models', () => {
    expect(table.size).toBe(60);
  });

  for (const { name, status } of table.values()) {
    it(`is found for the ${name}, however its name is spelled`, async () => {
      const spellings = Object.values(spellingsOf(name));
      expect(new Set(spellings).size).toBeGreaterThanOrEqual(4);
      expect(spellings).toHaveLength(5);
      for (const spelling of spellings) {
        const asked = await door.customer().says(`Is there a KRACK patch for the ${spelling}?`);
        expect(statusesIn(asked.text), spelling).toEqual([`${name}: ${status}`]);
        expect(asked.answers, spelling).toContain('patch.status');
        const alone = await door.customer().says(spelling);
        expect(statusesIn(alone.text), `${spelling} alone`).toEqual([`${name}: ${status}`]);
      }
    });
  }

  it.each(['EAP350v2', 'EAP300v2', 'ESR300', 'ESR350', 'ESR600'])(
    'comes from the later row for the %s, which is listed twice, with the earlier one as history',
    async (name) => {
      const { text } = await door.customer().says(`patch status of ${name}`);
      expect(text).toContain(`**${name}: Available Now.**`);
      expect(text).toMatch(/earlier row of the list said In Progress/);
    },
  );

  it('carries its source and its date', async () => {
    const { text } = await door.customer().says('Is the EMR3000 patched?');
    expect(text).toContain('EMR3000: Available through automatic update');
    expect(text).toMatch(/Source: .*17 October 2017/);
  });
});

describe('models with similar names', () => {
  const groups = [
    ['ENS500', 'ENS500-AC', 'ENS500EXT', 'ENS500EXT-AC'],
    ['ESR300', 'ESR300H'],
    ['ESR350', 'ESR350H'],
    ['ESR600', 'ESR600H'],
    ['EnStation5', 'EnStation5-AC', 'EnStationAC'],
    ['EAP1300', 'EAP1300EXT'],
    ['ENS202', 'ENS202EXT'],
  ];

  it.each(groups)('are never confused: %s and its neighbours', async (...group) => {
    for (const name of group) {
      for (const spelling of Object.values(spellingsOf(name))) {
        const { text } = await door.customer().says(`has the ${spelling} been fixed yet?`);
        const models = statusesIn(text).map((line) => line.slice(0, line.indexOf(':')));
        expect(models, spelling).toEqual([name]);
      }
    }
  });

  it('all get an answer if all are named', async () => {
    const { text } = await door
      .customer()
      .says('patch status of ENS500, ENS500-AC, ENS500EXT and ENS500EXT-AC');
    expect(statusesIn(text).map((line) => line.slice(0, line.indexOf(':')))).toEqual(groups[0]);
  });
});
