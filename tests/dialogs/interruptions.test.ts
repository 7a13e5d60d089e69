import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

/** Every question that the bot may leave open: a line that opens it, how the bot asks it, and what answers it. */
const openQuestions = [
  {
    name: 'which model',
    opens: 'is there a patch for my model?',
    asks: /which model/i,
    answer: 'EAP600',
    answered: 'EAP600: Available Now',
  },
  {
    name: 'which of several models',
    opens: 'is my EnStation patched?',
    asks: /several listed models/i,
    answer: 'EnStation2',
    answered: 'EnStation2: Available Now',
  },
  {
    name: 'which band',
    opens: 'why is the guest network SSID greyed out on my ESR900?',
    asks: /which band/i,
    answer: '5 GHz',
    answered: 'ESR900 guest network, 5 GHz',
  },
] as const;

describe.each(openQuestions)('while "$name" is open', ({ opens, asks, answer, answered }) => {
  const opened = async () => {
    const customer = door.customer();
    expect((await customer.says(opens)).text).toMatch(asks);
    return customer;
  };

  it('help is given, the question is set aside, and an answer to it still counts', async () => {
    const customer = await opened();
    const help = await customer.says('help');
    expect(help.answers).toEqual(['help']);
    expect(help.text).not.toMatch(asks);
    expect((await customer.says(answer)).text).toContain(answered);
  });

  it.each(['cancel', 'never mind', 'forget it'])('"%s" leaves it, and says so', async (word) => {
    const customer = await opened();
    const reply = await customer.says(word);
    expect(reply.kinds).toEqual(['notice']);
    expect(reply.text).toContain('leave that');
    expect((await customer.says('hello')).text).not.toMatch(asks);
  });

  it('"start over" begins again with the topics', async () => {
    const customer = await opened();
    const anew = await customer.says('start over');
    expect(anew.text).toContain('start over');
    expect(anew.choices).toContain('What is KRACK?');
    expect((await customer.says('hello')).text).not.toMatch(asks);
  });

  it('a person is requested, the question is set aside, and an answer to it still counts', async () => {
    const before = door.handoff.requests.length;
    const customer = await opened();
    const replies = await customer.says('I want to talk to a human');
    expect(door.handoff.requests).toHaveLength(before + 1);
    expect(replies.kinds).toEqual(['handoff']);
    expect((await customer.says(answer)).text).toContain(answered);
  });

  it('another question is answered, and the open one is asked again', async () => {
    const customer = await opened();
    const other = await customer.says('does EnShare cost anything?');
    expect(other.answers).toContain('enshare.cost');
    expect(other.kinds).not.toContain('feedback');
    expect(other.texts.at(-1)).toMatch(asks);
    expect((await customer.says(answer)).text).toContain(answered);
  });

  it('the question is asked again only once and then silently set aside', async () => {
    const customer = await opened();
    await customer.says('does EnShare cost anything?');
    const rests = await customer.says('what is krack?');
    expect(rests.answers).toEqual(['krack.what-happened']);
    expect(rests.text).not.toMatch(asks);
    expect(rests.kinds).not.toContain('notice');
    expect((await customer.says(answer)).text).toContain(answered);
  });

  it('an answer to it no longer counts after a while', async () => {
    const customer = await opened();
    await customer.saysInTurn('help', 'what is krack?', 'thanks', 'help', 'hello');
    expect((await customer.says('5')).text).not.toContain('guest network, 5 GHz');
  });

  it('thanks are acknowledged without another question', async () => {
    const customer = await opened();
    const replies = await customer.says('thanks');
    expect(replies.answers).toEqual(['thanks']);
    expect(replies.text).not.toMatch(asks);
  });

  it('"one moment" makes the bot wait, and an answer still counts', async () => {
    const customer = await opened();
    expect((await customer.says('one moment')).text).toContain('Take your time');
    expect((await customer.says(answer)).text).toContain(answered);
  });

  it('a picture is declined as unreadable, and the question is asked again', async () => {
    const customer = await opened();
    const replies = await customer.sends({ type: 'message', attachments: [{ contentType: 'image/png' }] });
    expect(replies.text).toContain('I can only read text');
    expect(replies.texts.at(-1)).toMatch(asks);
  });
});

describe('an open question that the customer explicitly drops', () => {
  it.each([
    ['set up a guest network on the ESR900', 'Leave that, can I share a snapshot from EnViewer?'],
    ['is mine patched?', 'forget it: can I share a snapshot from EnViewer?'],
    ['leave a message', 'No, cancel that, can I share a snapshot from EnViewer?'],
  ])('is not asked again: %s', async (opening, instead) => {
    const customer = door.customer();
    await customer.says(opening);
    const { answers, kinds } = await customer.says(instead);
    expect(answers).toEqual(['enviewer.snapshot-share']);
    expect(kinds).not.toContain('question');
  });
});

describe('one open question is replaced by another', () => {
  it('and its choices stay available on the last reply', async () => {
    const customer = door.customer();
    const { choices } = await customer.saysInTurn(
      'is there a patch for my model?',
      'how do I set up the guest network of the ESR900?',
    );
    expect(choices).toEqual(['2.4 GHz', '5 GHz', 'Both bands']);
  });

  it('and the older one is silently dropped', async () => {
    const { text, kinds } = await door
      .customer()
      .saysInTurn('is there a patch for my model?', 'how do I set up the guest network of the ESR900?');
    expect(text).toMatch(/which band/i);
    expect(text).not.toMatch(/which model/i);
    expect(kinds).not.toContain('notice');
  });
});

const askedBack = async () => {
  const customer = door.customer();
  expect((await customer.says('enviewer limit')).kinds).toEqual(['clarify']);
  return customer;
};

describe('while "Did you mean …?" is open', () => {
  it.each([
    ['help', 'small-talk'],
    ['I want to talk to a human', 'handoff'],
    ['thanks', 'small-talk'],
    ['does EnShare cost anything?', 'answer'],
    ['one moment please', 'small-talk'],
    ['what is the capital of peru?', 'unknown'],
  ])('"%s" is taken at face value, and the question is dropped', async (line, kind) => {
    const { kinds, text } = await (await askedBack()).says(line);
    expect(kinds).toContain(kind);
    expect(kinds).not.toContain('clarify');
    expect(text).not.toMatch(/leave|please choose/i);
  });

  it.each([
    ['cancel', 'leave that'],
    ['start over', 'start over'],
  ])('"%s" leaves it, and says so', async (line, reply) => {
    expect((await (await askedBack()).says(line)).text).toContain(reply);
  });
});

describe('while "Did this help?" is open', () => {
  it.each([
    ['help', 'help'],
    ['hello', 'greeting'],
    ['is the EAP600 patched?', 'patch.status'],
  ])('"%s" is answered, and the question is dropped', async (line, answer) => {
    const { answers, kinds } = await door.customer().saysInTurn('does EnShare cost anything?', line);
    expect(answers).toEqual([answer]);
    expect(kinds).not.toContain('feedback');
  });

  it.each([
    ['cancel', 'leave that'],
    ['start over', 'start over'],
  ])('"%s" is accepted', async (line, reply) => {
    const { text } = await door.customer().saysInTurn('does EnShare cost anything?', line);
    expect(text).toContain(reply);
  });
});

describe('commands while no question is open', () => {
  it.each([
    ['cancel', 'Just ask'],
    ['yes', 'What would you like to know'],
    ['no', 'anything else'],
    ['start over', 'start over'],
  ])('"%s" gets a plain reply', async (line, reply) => {
    expect((await door.customer().says(line)).text).toContain(reply);
  });

  it('"start over" forgets the focus', async () => {
    const { text, kinds } = await door
      .customer()
      .saysInTurn('is the EAP600 patched?', 'start over', 'is there a patch for it?');
    expect(kinds).toEqual(['question']);
    expect(text).not.toContain('EAP600:');
  });
});

describe('a half-understood message while the bot waits for a model', () => {
  it('is asked about if it is a separate question', async () => {
    const { text } = await door
      .customer()
      .saysInTurn('is there a patch for my model?', 'first tell me, how dangerous is it');
    expect(text).not.toContain("couldn't find a model");
  });

  it('is not mistaken for a request for the whole list because of "at all"', async () => {
    const { kinds } = await door
      .customer()
      .saysInTurn('is there a patch for my model?', 'so is this dangerous at all');
    expect(kinds).not.toContain('patch-list');
  });
});
