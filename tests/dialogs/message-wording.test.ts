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
