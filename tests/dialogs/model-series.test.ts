import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

describe('a question about a series of models', () => {
  it.each([
    ['which EnStations have been fixed?', 'EnStation2, EnStation5'],
    ['which ECB devices already have the KRACK update', 'ECB1200, ECB1750'],
    ['which of the ENS still wait for the patch', 'ENS1200'],
    ['which ECB APs are fixed already', 'ECB1200, ECB1750'],
  ])('is answered with the models of that series: %s', async (line, models) => {
    const { text } = await door.customer().says(line);
    expect(text).toContain(`: ${models}\n`);
    expect(text).not.toContain('EWS360AP');
  });

  it.each(['are the ENH models patched?', 'do all ENH access points have the fix'])(
    'gets every status if it asks yes or no: %s',
    async (line) => {
      const { text } = await door.customer().says(line);
      expect(text).toContain('**Available Now** (5 of 6 ENH models)');
      expect(text).toContain('**In Progress** (1 of 6 ENH models): ENH710EXT');
    },
  );

  it('says that no model of the series has the status', async () => {
    const { text } = await door.customer().says('which EPG models are already patched');
    expect(text).toContain('None of the EPG models in the list is “Available Now”');
  });

  it('is about the same series in the next turn, until another one is named', async () => {
    const customer = door.customer();
    await customer.says('which EAP models are fixed?');
    expect((await customer.says('and which ones are not?')).text).toContain('(3 of 10 EAP models)');
    expect((await customer.says('and the EWS ones?')).text).toContain('of 17 EWS models)');
    expect((await customer.says('show me all models')).text).toContain('of 60 models)');
  });

  it('can be followed by the number of one of them', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('is the ECB1200 patched?', 'which ESR models are fixed?', 'and the 1750');
    expect(text).toContain('**ESR1750: In Progress.**');
  });

  it.each(['is my EnStation patched?', 'is our EWS patched?'])(
    'is about one model if it says so: %s',
    async (line) => {
      expect((await door.customer().says(line)).kinds).toEqual(['question']);
    },
  );
});
