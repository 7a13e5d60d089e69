import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
  door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
});

const filed = () => door.handoff.messages.at(-1);

describe('where the bot asks what to pass on', () => {
  it.each([
    "I don't have internet since yesterday",
    "I don't have any sound in EnTalk",
    "I don't like the new firmware at all",
    'I will not give up until this is fixed',
    "I don't need it, I want a refund",
    'Please cancel my order, I changed my mind',
    'Please delete this account',
    'I want to return my router, I changed my mind',
    'nothing works',
  ])('a message may speak of refusing, cancelling or a change of mind: %s', async (words) => {
    const { text } = await door.customer().saysInTurn('leave a message', words);
    expect(text).toContain("What's your name?");
  });

  it.each([
    'no message',
    'no message then, I found it',
    'no forget it',
    'never mind, it works now',
    "I don't want to leave a message after all",
    "I don't want to",
    'I changed my mind',
    'wait, scrap that please',
    'oh it was in the box after all, no message needed',
    "It's fixed, thanks",
    "I'd rather not",
    'nothing',
  ])('a reply that only takes the message back ends it: %s', async (words) => {
    const { text } = await door.customer().saysInTurn('leave a message', words);
    expect(text).toContain('no message then');
  });

  it('what is said of cancelling something else later is added to the message', async () => {
    const customer = door.customer();
    const { text } = await customer.saysInTurn(
      'leave a message',
      'My bridge link drops every hour',
      'please cancel this order as well',
    );
    expect(text).toContain('added that');
  });
});

describe('a yes to the offer of a message', () => {
  it.each([
    'yes that would be very kind of you',
    'yes I would like to do that',
    'yes please do that for me',
    'yes that sounds like a good idea',
    'Yes, that’s lovely, thank you so much',
  ])('is not the message, however long it is: %s', async (line) => {
    const { text } = await door.customer().saysInTurn('talk to a human', line);
    expect(text).toContain('What shall I pass on?');
  });

  it('may still be followed by the message', async () => {
    const customer = door.customer();
    await customer.saysInTurn('talk to a human', 'yes my antenna is broken', 'Sam', 'no e-mail');
    expect(filed()).toMatchObject({ text: 'my antenna is broken' });
  });
});

describe('a wish to leave a message', () => {
  it.each([
    "I can't wait any longer, can I leave a message?",
    "I don't want to wait, can I leave a message?",
    'I did not get a call back, I want to leave a message',
  ])('counts whatever was said before it: %s', async (line) => {
    expect((await door.customer().says(line)).text).toContain('What shall I pass on?');
  });

  it('counts whatever was said before it, if the message follows', async () => {
    const { text } = await door
      .customer()
      .says("I can't reach anybody, please pass on a message: my link drops every hour");
    expect(text).toContain("What's your name?");
  });

  it.each([
    'can I send a message to him too?',
    'can I send a message to another extension?',
    'may I leave a note for my neighbours?',
    "I get an error, why can't I send a message?",
  ])('is not seen in a question about messages to others: %s', async (line) => {
    const { text } = await door.customer().saysInTurn('How do I call another EnTalk user?', line);
    expect(text).not.toContain('What shall I pass on?');
  });
});

describe('a message that was set aside for another question', () => {
  /** A customer whose message waits while "Did this help?" is open. */
  async function setAside(...given: string[]) {
    const customer = door.customer();
    await customer.saysInTurn(
      'leave a message',
      ...given,
      'how do I set up a guest network on the ESR900?',
      '5 GHz',
    );
    return customer;
  }

  it.each([
    ['No', 'Shall I get you a person?'],
    ['Yes', 'Good to hear'],
  ])('is neither sent nor continued by the answer to "Did this help?": %s', async (line, reply) => {
    const before = door.handoff.messages.length;
    const customer = await setAside('My bridge link drops every hour', 'Sam Reed');
    expect((await customer.says(line)).text).toContain(reply);
    expect(door.handoff.messages).toHaveLength(before);
  });

  it.each([
    [['My bridge link drops every hour', 'Sam Reed'], 'sam@example.com'],
    [['My bridge link drops every hour'], 'Sam Reed'],
    [[], 'my bridge link drops every hour since Monday'],
  ])('continues with what was still missing: after %j, %s', async (given, line) => {
    const customer = await setAside(...given);
    expect((await customer.says(line)).text).toMatch(/passed on|e-mail address|your name/);
  });

  it.each(['do you sell antennas?', 'thanks', 'whatever'])('does not take in %s', async (line) => {
    const customer = await setAside();
    expect((await customer.says(line)).text).not.toMatch(/pass on|your name/);
  });

  it('does not come back once the customer was told that it is dropped', async () => {
    const customer = door.customer();
    const { text } = await customer.saysInTurn(
      'leave a message',
      'does EnShare cost anything?',
      'what is krack?',
      'is the EAP600 patched?',
    );
    expect(text).toContain("I haven't passed on your message.");
    expect((await customer.says('thanks')).text).not.toContain('pass on');
    expect((await customer.says('do you sell antennas?')).text).not.toContain('your name');
  });
});

describe("the customer's name", () => {
  it.each([
    'My link drops. The model name is ENS500EXT and it is old.',
    'My link drops. Network name: HomeNet',
    'My link drops. The user name is Admin',
    'My link drops. This is Urgent!',
  ])('is not the name of something else: %s', async (words) => {
    const { text } = await door.customer().saysInTurn('leave a message', words);
    expect(text).toContain("What's your name?");
  });

  it.each([
    'My link drops. Name: Kim Lund',
    'My link drops. My full name is Kim Lund and I am tired of it',
    'My link drops. The name is Kim Lund.',
  ])('is found after words that introduce it: %s', async (words) => {
    const { text } = await door.customer().saysInTurn('leave a message', words);
    expect(text).toContain('Thank you, Kim Lund.');
  });

  it.each(['whatever', "doesn't matter", "I don't care"])('may be left out: %s', async (line) => {
    const { text } = await door.customer().saysInTurn('leave a message', 'My link drops every hour', line);
    expect(text).toContain('e-mail address');
    expect(text).not.toContain('Thank you, ');
  });

  /** A customer who is asked whether the name and the address are right. */
  async function asked() {
    const customer = door.customer();
    const { text } = await customer.saysInTurn(
      'leave a message',
      'My link drops. This is Kim Lund. kim@example.com',
    );
    expect(text).toContain('from Kim Lund, with kim@example.com as the address. Is that right?');
    return customer;
  }

  it.each(['confirmed', 'sounds good', 'All clear', 'go'])(
    'is confirmed, not replaced, by %s',
    async (line) => {
      await (await asked()).says(line);
      expect(filed()).toMatchObject({ name: 'Kim Lund', email: 'kim@example.com' });
    },
  );

  it.each(['as soon as possible', 'quite cheap'])('is not replaced by %s', async (line) => {
    expect((await (await asked()).says(line)).text).toContain('from Kim Lund, with');
  });

  it.each(['Kim Lundgren', "it's Kim Lundgren", 'no, Kim Lundgren'])('is corrected by %s', async (line) => {
    expect((await (await asked()).says(line)).text).toContain('from Kim Lundgren, with');
  });

  it('is whatever the customer writes after saying that it is wrong', async () => {
    const customer = await asked();
    await customer.saysInTurn('no', 'susan', 'yes');
    expect(filed()).toMatchObject({ name: 'susan' });
  });
});

describe('after a message was left', () => {
  /** A customer who has just left a message with a name and an address. */
  async function left() {
    const customer = door.customer();
    await customer.saysInTurn('leave a message', 'My link drops every hour', 'Kim Lund', 'kim@example.com');
    return customer;
  }

  it.each([
    'can I also write to support@engenius.com?',
    'is support@engeniustech.com your address?',
    'please cc my boss at boss@example.com',
    'Kim@Example.com',
    'the model name is ESR900',
  ])('nothing is corrected by %s', async (line) => {
    const customer = await left();
    const before = door.handoff.messages.length;
    await customer.says(line);
    expect(door.handoff.messages).toHaveLength(before);
  });

  it.each([
    'kim.lund@example.org',
    'oops, kim.lund@example.org',
    'my mail is kim.lund@example.org',
    'could you please use kim.lund@example.org instead?',
    'please write to kim.lund@example.org',
    'sorry, I meant kim.lund@example.org',
  ])('the address is corrected by %s', async (line) => {
    await (await left()).says(line);
    expect(filed()).toMatchObject({ name: 'Kim Lund', email: 'kim.lund@example.org' });
  });
});
