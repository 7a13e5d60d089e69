import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const opens = 'is there a patch for my model?';

describe('the outcomes of a dialog', () => {
  it('finished: the answer is followed by "Did this help?"', async () => {
    const { kinds } = await door.customer().saysInTurn(opens, 'EAP600');
    expect(kinds).toEqual(['patch-status', 'feedback']);
  });

  it('cancelled: the bot asks what else the customer would like to know, and counts no miss', async () => {
    const customer = door.customer();
    expect((await customer.saysInTurn(opens, 'cancel')).kinds).toEqual(['notice']);
    expect((await customer.says('do you sell umbrellas?')).choices[0]).not.toBe('Talk to a person');
  });

  it('empty: the bot says that it did not get an answer, and counts a miss', async () => {
    const customer = door.customer();
    expect((await customer.saysInTurn(opens, 'qwrt zzz', 'bnmx qqq')).kinds).toEqual(['unknown']);
    expect((await customer.says('do you sell umbrellas?')).choices[0]).toBe('Talk to a person');
  });
});
