import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const greyedOut = 'why is the guest network SSID greyed out on my ESR900?';

describe('the guest network of the ESR900', () => {
  it('asks for the band if it is missing, then gives its steps', async () => {
    const customer = door.customer();
    const asked = await customer.says(greyedOut);
    expect(asked.kinds).toEqual(['answer', 'question']);
    expect(asked.text).toContain('at least two SSIDs');
    expect(asked.choices).toEqual(['2.4 GHz', '5 GHz', 'Both bands']);
    const reply = await customer.presses('5 GHz');
    expect(reply.answers).toEqual(['esr900.guest-network']);
    expect(reply.text).toContain('1. Open the 5 GHz wireless settings page');
    expect(reply.text).not.toContain('2.4 GHz wireless settings page');
  });

  it.each([
    ['2.4', '2.4 GHz'],
    ['the 2,4 ghz one', '2.4 GHz'],
    ['5g please', '5 GHz'],
    ['five', '5 GHz'],
    ['both', 'Both bands'],
    ['2.4 and 5', 'Both bands'],
    ['the second one', '5 GHz'],
  ])('reads "%s" as %s', async (reply, band) => {
    const { text } = await door.customer().saysInTurn(greyedOut, reply);
    expect(text).toContain(`**ESR900 guest network, ${band}**`);
  });

  it.each([
    ['the first', '2.4 GHz'],
    ['second option', '5 GHz'],
    ['the last one', 'Both bands'],
    ['the second one please', '5 GHz'],
    ['I mean the first', '2.4 GHz'],
    ['option two', '5 GHz'],
  ])('reads the position "%s" as %s', async (reply, band) => {
    const { text } = await door.customer().saysInTurn(greyedOut, reply);
    expect(text).toContain(`**ESR900 guest network, ${band}**`);
  });

  it.each([
    'what time do you open?',
    'how long does it take?',
    'why is my internet so slow?',
    'do you have any discounts?',
  ])('is asked for again after a question that has nothing to do with it: %s', async (question) => {
    const { kinds, text } = await door.customer().saysInTurn(greyedOut, question);
    expect(kinds).toEqual(['unknown', 'question']);
    expect(text).not.toContain('radio frequency');
  });

  it.each(['how do I reset it?', 'where can I buy it?', 'why is my internet so slow?'])(
    'is over once its steps were given: %s',
    async (question) => {
      const { text } = await door.customer().saysInTurn(greyedOut, '5 GHz', question);
      expect(text).not.toContain('In the basic wireless settings, on');
    },
  );

  it.each(['for 5 visitors', 'for five people', 'and give each guest a password'])(
    'is asked for if the question does not name it: %s',
    async (rest) => {
      const { kinds } = await door.customer().says(`how do I set up a guest network on the ESR900 ${rest}`);
      expect(kinds).toEqual(['answer', 'question']);
    },
  );

  it.each([
    ['on 2.4 and 5', 'Both bands'],
    ['for all bands', 'Both bands'],
    ['on both', 'Both bands'],
    ['5g', '5 GHz'],
  ])('is known if the question names it: %s', async (rest, band) => {
    const { text } = await door.customer().says(`how do I set up a guest network on the ESR900 ${rest}`);
    expect(text).toContain(`**ESR900 guest network, ${band}**`);
  });

  it('is explained after the steps for it', async () => {
    const question = 'what is the difference between the 2.4 and 5 GHz bands?';
    const { text } = await door.customer().saysInTurn(greyedOut, '5 GHz', question);
    expect(text).toContain('radio frequency');
  });

  it.each(['neither', 'none of those', 'no thanks'])('is dropped at "%s"', async (reply) => {
    const { kinds, text } = await door.customer().saysInTurn(greyedOut, reply);
    expect(kinds).toEqual(['notice']);
    expect(text).not.toContain('band');
  });

  it('says how many SSIDs there can be, and asks for the band again', async () => {
    const { text } = await door.customer().saysInTurn(greyedOut, 'how many SSIDs do I need?');
    expect(text).toContain('at least two SSIDs');
  });

  it('does not ask for a band that the question names', async () => {
    const reply = await door
      .customer()
      .says('how do I set up a guest network on the 5 GHz band of my ESR900?');
    expect(reply.text).toContain('**ESR900 guest network, 5 GHz**');
    expect(reply.kinds).toEqual(['answer', 'feedback']);
  });

  it.each(['EAP600', 'EAP1750H', 'ESR350', 'ESR600H'])('is not explained for the %s', async (model) => {
    const { text, kinds } = await door.customer().says(`how do I set up a guest network on my ${model}?`);
    expect(kinds).not.toContain('answer');
    expect(text).toMatch(/only know .* of the ESR900/);
    expect(text).not.toContain('at least two SSIDs');
  });

  it('is not explained for another model in focus', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('is the EAP600 patched?', 'how do I set up a guest network on it?');
    expect(text).toMatch(/only know .* of the ESR900/);
    expect(text).toContain('EAP600');
  });

  it('is dropped after two replies without a band, with other choices', async () => {
    const customer = door.customer();
    const again = await customer.saysInTurn(greyedOut, 'qwrt zzz');
    expect(again.kinds).toEqual(['question']);
    const over = await customer.says('bnmx qqq');
    expect(over.kinds).toEqual(['unknown']);
    expect(over.choices).toContain('Talk to a person');
  });
});

const steps = async () => {
  const customer = door.customer();
  await customer.saysInTurn(greyedOut, '2.4 GHz');
  return customer;
};

describe('the open question for the band', () => {
  it.each([
    'no idea what a band is',
    "I don't know",
    'what is the difference?',
    'which one do I need?',
    'what does band mean?',
    'no clue',
  ])('can be answered by asking what a band is: %s', async (line) => {
    const customer = door.customer();
    const { texts, choices } = await customer.saysInTurn(greyedOut, line);
    expect(texts[0]).toMatch(/^A band is .*2\.4 GHz/);
    expect(texts.at(-1)).toContain('Which band');
    expect(choices).toContain('Both bands');
    expect((await customer.says('both')).text).toContain('**ESR900 guest network, Both bands**');
  });

  it('ends when the customer names another model, about which nothing is known', async () => {
    for (const line of [
      'on the EAP600',
      'it is an ECB1750 by the way',
      'and for the ESR600?',
      'I have the ESR600',
    ]) {
      const { text } = await door.customer().saysInTurn('how do I set up a guest network?', line);
      expect(text, line).toMatch(/only know .* of the ESR900/);
      expect(text, line).not.toContain('Which band');
    }
  });

  it('stays open when the customer names its own model', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('how do I set up a guest network?', 'on the EAP600', 'and on the ESR900?');
    expect(text).toContain('at least two SSIDs');
    expect(text).toContain('Which band');
  });
});

describe('a customer following the steps', () => {
  it('gets only the steps, without the introduction that came before the band was known', async () => {
    const { text } = await door.customer().saysInTurn(greyedOut, 'both bands please');
    expect(text).not.toContain('needs at least two SSIDs');
  });

  it.each([
    'where do I set those up?',
    'how do I make a second SSID',
    'where are the basic settings?',
    'which page is that on',
    'how do I enable two of them',
  ])('can ask where to do it: %s', async (line) => {
    const { text } = await (await steps()).says(line);
    expect(text).toMatch(/basic wireless settings.*wireless settings page/s);
  });

  it.each(['and on 5 GHz?', 'what about 5?', '5ghz too', 'and for the 5 GHz band?'])(
    'can ask for the steps of the other band: %s',
    async (line) => {
      expect((await (await steps()).says(line)).text).toContain('**ESR900 guest network, 5 GHz**');
    },
  );

  it.each(['and for the other one?', 'what about the other band', 'and the other'])(
    'can point to the other band: %s',
    async (line) => {
      expect((await (await steps()).says(line)).text).toContain('**ESR900 guest network, 5 GHz**');
    },
  );

  it('can ask about another model first and then about the right one', async () => {
    for (const line of ['and for an ESR900?', 'and on the ESR900?', 'what about the ESR900']) {
      const { text } = await door.customer().saysInTurn('How do I make a guest network on my EAP1300?', line);
      expect(text, line).toContain('at least two SSIDs');
    }
  });

  it.each(['why?', 'but why is that', 'why two?'])('can ask for the reason: %s', async (line) => {
    expect((await (await steps()).says(line)).text).toContain('at least two SSIDs');
  });

  it.each(['what is an SSID?', "what's an ssid", 'I never heard of an SSID'])(
    'can ask what a word means: %s',
    async (line) => {
      expect((await (await steps()).says(line)).text).toMatch(/^An SSID is/);
    },
  );

  it.each(['that did not work', 'I did all that and nothing changed', 'still grey after these steps'])(
    'is offered a person if the steps did not help: %s',
    async (line) => {
      const { text, choices } = await (await steps()).says(line);
      expect(text).toMatch(/sorry|pity/i);
      expect(choices).toContain('Talk to a person');
    },
  );

  it('can ask anything else as usual', async () => {
    const customer = await steps();
    expect((await customer.says('does EnShare cost anything?')).answers).toContain('enshare.cost');
    expect((await customer.says('how do I add a camera to EnViewer?')).answers).toContain(
      'enviewer.add-camera',
    );
  });
});
