import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const person = 'Shall I get you a person?';
const requests = () => door.handoff.requests.length;
const nobody = { kind: 'nobody', takesTickets: true } as const;

describe('pure anger', () => {
  it.each([
    'ridiculous',
    'this is a joke!!',
    'you are useless',
    'what a load of garbage',
    'I hate this stupid app',
    'you are not helping at all',
    "I'm so frustrated",
    'f*** this',
    'your products are rubbish and your service is pathetic',
    'your company should be ashamed',
    'you have got to be joking',
    'thanks for nothing',
    'you people are thieves',
    'I am so done with this',
    'you lot sold me rubbish',
  ])('gets one sentence and one question: %s', async (line) => {
    const { texts } = await door.customer().says(line);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^I'm sorry [^.?]+\. Shall I get you a person\?$/);
  });

  it.each([
    'yes',
    'yes please',
    'yes do that!!',
    'ok',
    'please',
    'go on then',
    'do it',
    'fine',
    'sure, whatever',
  ])('gets a person after a plain yes: %s', async (yes) => {
    door.handoff.answersWith(nobody);
    const before = requests();
    const { kinds } = await door.customer().saysInTurn('this is ridiculous', yes);
    expect(kinds).toEqual(['handoff']);
    expect(requests()).toBe(before + 1);
    expect(door.handoff.requests.at(-1)).toMatchObject({ reason: 'offered', mood: 'upset' });
  });

  it.each(['no', 'no thanks', "no, don't", 'thanks'])('gets nobody after a no: %s', async (no) => {
    const before = requests();
    await door.customer().saysInTurn('this is ridiculous', no);
    expect(requests()).toBe(before);
  });

  it('never gets the same reply twice in a row', async () => {
    const customer = door.customer();
    const first = await customer.says('this is ridiculous');
    const second = await customer.says('useless!');
    expect(second.text).toContain(person);
    expect(second.text).not.toBe(first.text);
  });

  it.each([
    ['which model', 'is there a patch for my model?'],
    ['did you mean', 'enviewer limit'],
    ['did this help', 'does EnShare cost anything?'],
    ['which band', 'why is the guest network SSID greyed out on my ESR900?'],
  ])('replaces the open question "%s"', async (_question, opens) => {
    door.handoff.answersWith(nobody);
    const customer = door.customer();
    const { texts } = await customer.saysInTurn(opens, 'this is so annoying');
    expect(texts).toEqual([expect.stringContaining(person)]);
    expect((await customer.says('yes')).kinds).toEqual(['handoff']);
  });

  it('does not ask a customer who is already waiting for a person', async () => {
    door.handoff.answersWith({ kind: 'waiting', reference: 'ABCD-1234', position: 1 });
    const customer = door.customer();
    await customer.says('I want to talk to a human');
    door.handoff.setState({ state: 'waiting', reference: 'ABCD-1234', position: 1 });
    const { text, choices } = await customer.says('this is pathetic');
    expect(text).toContain('place in the queue');
    expect(text).not.toContain('?');
    expect(choices).toContain('Leave a message');
    door.handoff.setState({ state: 'none' });
    door.handoff.answersWith(nobody);
  });

  it('is added to the message that a customer is leaving', async () => {
    const customer = door.customer();
    await customer.saysInTurn('leave a message', 'This is ridiculous, my ESR900 is dead again', 'Sam');
    const { kinds } = await customer.says('no');
    expect(kinds).toEqual(['handoff']);
    expect(door.handoff.messages.at(-1)?.text).toContain('ridiculous');
  });
});

describe('an angry question', () => {
  it.each([
    ['is the ESR900 patched, you useless bot?', 'patch.status'],
    ["why the hell can't I collect my voicemail in EnTalk", 'entalk.voicemail'],
    ['does this stupid EnShare thing cost anything?!', 'enshare.cost'],
    ['only the newest camera in EnViewer ever notifies me, what a pile of junk', 'enviewer.notifications'],
    ['WHERE IS THE DAMN PATCH FOR MY EAP600?!!', 'patch.status'],
  ])('is answered, and the only question after it offers a person: %s', async (line, answer) => {
    const { answers, texts, text } = await door.customer().says(line);
    expect(answers).toEqual([answer]);
    expect(texts[0]).toMatch(/^I'm sorry/);
    expect(texts.at(-1)).toBe(person);
    expect(text).not.toContain('Did this help?');
  });

  it('leaves only one question open when the bot has to ask', async () => {
    const { texts, text } = await door.customer().says('bloody hell, is there a patch for my model or not');
    expect(texts[0]).toMatch(/^I'm sorry/);
    expect(texts.at(-1)).toContain('Which model');
    expect(text).not.toContain(person);
  });

  it('does not get one apology after another', async () => {
    const customer = door.customer();
    await customer.says('is the ESR900 patched, you useless bot?');
    const { text } = await customer.says('and the EAP600, this is ridiculous?');
    expect(text).toContain('EAP600');
    expect(text).not.toMatch(/sorry|Did this help/);
  });

  it('can be a request for a person', async () => {
    door.handoff.answersWith(nobody);
    for (const line of ['stupid bot, connect me to a person', 'this is useless, i want a human']) {
      const { kinds, text } = await door.customer().says(line);
      expect(kinds, line).toContain('handoff');
      expect(text, line).not.toContain(person);
    }
  });
});

describe('a complaint that asks nothing', () => {
  it.each(['this is ridiculous, I told you all that last week', 'I am fed up, three calls and no result'])(
    'gets the offer of a person, and is not asked what it means: %s',
    async (line) => {
      const { texts } = await door.customer().says(line);
      expect(texts).toHaveLength(1);
      expect(texts[0]).toMatch(/^I'm sorry [^.?]+\. Shall I get you a person\?$/);
    },
  );
});

describe('anger about something unknown', () => {
  it.each([
    'what a load of rubbish, my parcel is late because of you lot',
    'nobody has called me back about my refund in a week!',
    'I am going to return this garbage to the store',
  ])('gets sympathy and one question, but no list: %s', async (line) => {
    const { text, choices } = await door.customer().says(line);
    expect(text).toMatch(/sorry/);
    expect(text).toContain(person);
    expect(text.split(person)).toHaveLength(2);
    expect(choices).not.toContain('What is KRACK?');
  });
});
