import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

describe('a question that the bot cannot answer', () => {
  it('is declined plainly, along with what the bot does know and the offer of a person', async () => {
    const { kinds, text, choices } = await door.customer().says('do you sell umbrellas?');
    expect(kinds).toEqual(['unknown']);
    expect(text).toContain("I don't know the answer to that");
    expect(choices).toContain('What is KRACK?');
    expect(choices.at(-1)).toBe('Talk to a person');
  });

  it('makes a person the first choice the second time in a row, and "yes" accepts', async () => {
    const customer = door.customer();
    const second = await customer.saysInTurn('do you sell umbrellas?', 'what is the capital of peru?');
    expect(second.choices[0]).toBe('Talk to a person');
    expect(second.text).toContain('Shall I get you a person?');
    const yes = await customer.says('yes');
    expect(yes.kinds).toEqual(['handoff']);
  });

  it.each(['why not', 'Sure, why not?', 'yes please'])('accepts a person with "%s"', async (reply) => {
    const said = await door
      .customer()
      .saysInTurn('do you sell umbrellas?', 'what is the capital of peru?', reply);
    expect(said.kinds).toEqual(['handoff']);
  });

  it.each(["it's fine, thanks", 'All good, thank you', 'that’s fine thanks'])(
    'gets nobody after the polite refusal "%s"',
    async (reply) => {
      const said = await door
        .customer()
        .saysInTurn('do you sell umbrellas?', 'what is the capital of peru?', reply);
      expect(said.kinds).not.toContain('handoff');
    },
  );

  it('no longer counts after an answer', async () => {
    const third = await door
      .customer()
      .saysInTurn('do you sell umbrellas?', 'is the EAP600 patched?', 'what is the capital of peru?');
    expect(third.choices[0]).not.toBe('Talk to a person');
  });

  it('leads nowhere if a "yes" comes long after the offer', async () => {
    const customer = door.customer();
    await customer.saysInTurn('do you sell umbrellas?', 'what is the capital of peru?', 'thanks');
    expect((await customer.says('yes')).kinds).not.toContain('handoff');
  });
});

describe('a fact about one subject is never given for another', () => {
  it.each([
    ['is engenius affected by FragAttacks?', 'FragAttacks'],
    ['does the heartbleed bug affect my access point?', 'heartbleed'],
    ['are you patched against Dragonblood?', 'Dragonblood'],
  ])('another weakness: %s', async (line, name) => {
    const { kinds, text } = await door.customer().says(line);
    expect(kinds).toEqual(['unknown']);
    expect(text).toContain(name);
    expect(text).not.toMatch(/no direct impact|no evidence/);
  });

  it.each([
    ['is my netgear router patched?', 'netgear'],
    ['is my TP-Link router patched against krack?', 'TP-Link'],
    ['how do I set up a guest network on my linksys?', 'linksys'],
  ])('another maker: %s', async (line, name) => {
    const { kinds, text } = await door.customer().says(line);
    expect(kinds).toEqual(['unknown']);
    expect(text).toContain(`can't help with ${name} devices`);
  });

  it.each([
    'how many people can use EnViewer at once?',
    'can I delete the tracking history in EnShare?',
    'can EnShare notify me of events from all cameras?',
    'can I get my voice mail with EnViewer?',
    'how many cameras can I watch at once in EnRoute?',
  ])('another app: %s', async (line) => {
    const { text } = await door.customer().says(line);
    expect(text).not.toMatch(/20 EnRoute users|no option to delete|set up last|support voice mail|at most 4/);
  });

  it('another app in focus', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('how do I add a camera to EnViewer?', 'and how many people can use it?');
    expect(text).not.toContain('20 EnRoute users');
  });
});

describe('an unknown fact', () => {
  it('about an app gets the questions of that app, nearest first', async () => {
    const { choices } = await door.customer().says('enviewer rings no alarm at night');
    expect(choices[0]).toBe('Notifications from my cameras');
  });

  it('about the last answer gets the reply that nothing more is known', async () => {
    const { text } = await door.customer().saysInTurn('what does EnTalk run on?', 'which colours?');
    expect(text).toMatch(/^I don't know any more about it than this: EnTalk works with/);
  });

  it('is never answered from an app when it is about a vulnerability', async () => {
    const { text } = await door.customer().says('can that ransomware get into EnShare');
    expect(text).toContain('I only know about KRACK');
  });

  it('is not mistaken for a request for help with the bot because it ends in a call for help', async () => {
    const { kinds } = await door.customer().says('my father fell down the stairs, need help');
    expect(kinds).toEqual(['unknown']);
  });
});
