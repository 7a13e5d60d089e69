import { describe, expect, it } from 'vitest';
import { openFrontDoor } from '../support/front-door.ts';

const door = await openFrontDoor();
const greyedOut = 'why is the guest network SSID greyed out on my ESR900?';

describe('the guest network of the ESR900', () => {
  it('asks for the band when it is not told, then gives the steps of that band', async () => {
    const customer = door.customer();
    const asked = await customer.says(greyedOut);
    expect(asked.kinds).toEqual(['answer', 'question']);
    expect(asked.text).toContain('at least two SSIDs');
    expect(asked.choices).toEqual(['2.4 GHz', '5 GHz', 'Both bands']);
    const told = await customer.presses('5 GHz');
    expect(told.answers).toEqual(['esr900.guest-network']);
    expect(told.text).toContain('1. Open the 5 GHz wireless settings page');
    expect(told.text).not.toContain('2.4 GHz wireless settings page');
  });

  it.each([
    ['2.4', '2.4 GHz'],
    ['the 2,4 ghz one', '2.4 GHz'],
    ['5g please', '5 GHz'],
    ['five', '5 GHz'],
    ['both', 'Both bands'],
    ['2.4 and 5', 'Both bands'],
  ])('takes "%s" for %s', async (reply, band) => {
    const { text } = await door.customer().saysInTurn(greyedOut, reply);
    expect(text).toContain(`**ESR900 guest network, ${band}**`);
  });

  it('does not ask for a band that was told', async () => {
    const told = await door
      .customer()
      .says('how do I set up a guest network on the 5 GHz band of my ESR900?');
    expect(told.text).toContain('**ESR900 guest network, 5 GHz**');
    expect(told.kinds).toEqual(['answer', 'feedback']);
  });

  it.each(['EAP600', 'EAP1750H', 'ESR350', 'ESR600H'])('is not told for the %s', async (model) => {
    const { text, kinds } = await door.customer().says(`how do I set up a guest network on my ${model}?`);
    expect(kinds).not.toContain('answer');
    expect(text).toContain('ESR900 only');
    expect(text).not.toContain('at least two SSIDs');
  });

  it('is not told for a model spoken of before', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('is the EAP600 patched?', 'how do I set up a guest network on it?');
    expect(text).toContain('ESR900 only');
    expect(text).toContain('EAP600');
  });

  it('is dropped after two replies that name no band, with the way on', async () => {
    const customer = door.customer();
    const again = await customer.saysInTurn(greyedOut, 'qwrt zzz');
    expect(again.kinds).toEqual(['question']);
    const over = await customer.says('bnmx qqq');
    expect(over.kinds).toEqual(['unknown']);
    expect(over.choices).toContain('Talk to a person');
  });
});
