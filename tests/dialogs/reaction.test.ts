import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const after = (...lines: [string, ...string[]]) => door.customer().saysInTurn(...lines);

describe('a reaction to an answer', () => {
  it.each(['how do you know that', 'where did you get this from', 'is that really correct?'])(
    'gets the source with its date if it asks for it: %s',
    async (line) => {
      const { text } = await after('is the ESR900 patched?', line);
      expect(text).toContain('ESR900: In Progress');
      expect(text).toContain('17 October 2017');
    },
  );

  it('gets the evidence and the offer of a person if it contradicts the answer', async () => {
    const { text, choices } = await after('is the ESR350 patched?', 'your homepage says something else');
    expect(text).toContain('the later one Available Now');
    expect(text).toContain('Shall I get you a person?');
    expect(choices[0]).toBe('Talk to a person');
  });

  it.each(['that is way too much text', 'just the short version'])(
    'gets one sentence if it calls the answer too long: %s',
    async (line) => {
      const { text } = await after('how does the krack attack work?', line);
      expect(text).toContain('In short: The attacker pretends to be your access point');
      expect(text).not.toContain('TKIP');
    },
  );

  it.each(['are you sure?', 'why?', 'why not?', 'really?'])(
    'is about the last words of the bot if those were that it does not know: %s',
    async (line) => {
      const { text } = await after('does EnShare cost anything?', 'do you sell antennas?', line);
      expect(text).not.toContain('EnShare');
      expect(text).toContain('Shall I get you a person?');
    },
  );

  it('gets the meaning of a status if it asks for it', async () => {
    const { text } = await after('is the ESR900 patched?', 'in progress means what exactly?');
    expect(text).toContain('still being worked on');
    expect(text).not.toContain('automatic');
  });

  it('counts as no miss if it only acknowledges the answer', async () => {
    for (const line of ['kk', 'i see', 'haha', 'alright then']) {
      const { kinds, text } = await after('does EnShare cost anything?', line);
      expect(kinds, line).toEqual(['small-talk']);
      expect(text, line).not.toMatch(/know the answer/);
    }
  });

  it('gets an apology and the offer of a person if the advice failed, worded differently the next time', async () => {
    const customer = door.customer();
    await customer.says("my router's web page says someone is still logged in");
    const first = await customer.says('tried it, same error');
    const second = await customer.says('it keeps happening');
    for (const { text } of [first, second]) expect(text).toContain('Shall I get you a person?');
    expect(first.text).not.toBe(second.text);
    expect((await customer.says('yes please')).kinds).toEqual(['handoff']);
  });

  it('counts as no miss, so that a "why" does not lead to the offer of a person', async () => {
    const { text } = await after('do you sell umbrellas?', 'how come?', 'what is the capital of peru?');
    expect(text).toContain('Shall I get you a person?');
    const kind = await after('is my network still secure?', 'how come?');
    expect(kind.kinds).toEqual(['small-talk']);
  });
});

describe('a reaction with nothing to react to', () => {
  it('"it does not work" leads to a question and no apology', async () => {
    const { text } = await after('it is not working');
    expect(text).toMatch(/what is not working/i);
    expect(text).not.toMatch(/sorry/i);
  });

  it('"why?" leads to the question what it is about', async () => {
    expect((await after('but why')).text).toMatch(/what is it about/i);
  });
});

describe('an unknown fact about the focus', () => {
  it('is reported as unknown about that subject', async () => {
    const { text, kinds } = await after('is the ENS500 patched?', 'and where can I download it?');
    expect(kinds).toEqual(['unknown']);
    expect(text).toContain('no information about that for the ENS500');
  });

  it('makes a model named in passing the focus of the next question', async () => {
    const { text } = await after('the EAP2200 hangs in our lobby', 'is it patched?');
    expect(text).toContain('**EAP2200: Available Now.**');
  });
});

describe('a vague remark', () => {
  it.each(['hmm ok', 'meh'])('counts as no miss: %s', async (line) => {
    const { kinds } = await door.customer().saysInTurn('is the EAP600 patched?', line);
    expect(kinds).not.toContain('unknown');
  });
});

describe('a reply without meaningful words', () => {
  it.each(['ok then', 'so yes then'])('is not treated as an unknown question: %s', async (line) => {
    const { kinds } = await door.customer().saysInTurn('is my wifi still secure', 'why?', line);
    expect(kinds).not.toContain('unknown');
  });
});

describe('a customer who followed the answer', () => {
  it.each(['ok, did that', 'all done, thanks', "it's done now"])(
    'is not treated as having a problem: %s',
    async (line) => {
      const { text } = await after('how do I add a camera to EnViewer?', line);
      expect(text).not.toMatch(/sorry|don't know/);
    },
  );
});

it('a hesitant question after the offer of a person does not call one', async () => {
  const before = door.handoff.requests.length;
  await after('is the ESR350 patched?', 'your homepage says something else', 'that is strange, right?');
  expect(door.handoff.requests).toHaveLength(before);
});
