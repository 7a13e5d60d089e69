import { beforeEach, describe, expect, it } from 'vitest';
import type { TicketForm } from '#dialogs/reply.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';
import type { Replies } from '../support/replies.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
  door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
});

const filled = {
  kind: 'leave-message',
  formId: 'question-1',
  text: 'My bridge link drops every hour.\nIt began on Monday.',
  name: 'Kim Lund',
  email: 'kim@example.com',
};
const sent = (changes: object = {}) => ({
  type: 'message',
  text: `${filled.text}\n\nName: Kim Lund\nE-mail: kim@example.com`,
  value: { ...filled, ...changes },
});

/** The form that the last of the replies announces. */
const formIn = ({ activities }: Replies): TicketForm | undefined =>
  (activities.at(-1)?.channelData as { reply?: { ticketForm?: TicketForm } } | undefined)?.reply?.ticketForm;

describe('a form for leaving a message', () => {
  it('is announced if nobody can come, and if the customer asks to leave a message', async () => {
    const customer = door.customer();
    expect(formIn(await customer.says('I want to talk to a human'))).toEqual({});
    expect(formIn(await customer.presses('Leave a message'))).toEqual({ cancel: 'Cancel' });
  });

  it('is not announced if no messages are taken', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: false });
    door.handoff.answersMessagesBy('none');
    const customer = door.customer();
    expect(formIn(await customer.says('I want to talk to a human'))).toBeUndefined();
    expect(formIn(await customer.says('I would like to leave a message'))).toBeUndefined();
  });

  it('begins with what the customer has already written', async () => {
    const replies = await door
      .customer()
      .says('please pass on a message: This is Kim Lund, my bridge link drops, kim@example.com');
    expect(formIn(replies)).toEqual({
      text: 'This is Kim Lund, my bridge link drops, kim@example.com',
      name: 'Kim Lund',
      email: 'kim@example.com',
      cancel: 'Cancel',
    });
  });

  it('begins with the name and address of the last message', async () => {
    const customer = door.customer();
    await customer.sends(sent());
    expect(formIn(await customer.says('I would like to leave a message'))).toEqual({
      name: 'Kim Lund',
      email: 'kim@example.com',
      cancel: 'Cancel',
    });
  });

  it('disappears once the customer answers in words', async () => {
    const customer = door.customer();
    await customer.says('I would like to leave a message');
    const asked = await customer.says('My bridge link drops every hour');
    expect(asked.text).toContain("What's your name?");
    expect(formIn(asked)).toBeUndefined();
  });

  it('is still there after an answer to something else', async () => {
    const customer = door.customer();
    await customer.says('I would like to leave a message');
    const asked = await customer.says('wait, is the ESR900 patched?');
    expect(asked.text).toContain('What shall I pass on?');
    expect(formIn(asked)).toEqual({ cancel: 'Cancel' });
  });

  it('withdraws the message with the words that it names', async () => {
    const customer = door.customer();
    const form = formIn(await customer.says('I would like to leave a message'));
    expect((await customer.says(form?.cancel ?? '')).text).toContain('no message then');
    expect(door.handoff.messages).toEqual([]);
  });
});

describe('a message that a form sends', () => {
  it('is passed on in one step', async () => {
    const customer = door.customer();
    await customer.says('I would like to leave a message');
    const { texts, kinds } = await customer.sends(sent());
    expect(kinds).toEqual(['handoff']);
    expect(texts).toEqual([
      "Thank you, Kim Lund. Your message has been passed on; your reference is **LEFT-1**. They'll answer by e-mail, at kim@example.com.",
    ]);
    const { text, name, email } = filled;
    expect(door.handoff.messages).toMatchObject([{ text, name, email }]);
    expect((await customer.says('is the ESR900 patched?')).text).not.toContain('What shall I pass on?');
  });

  it('needs neither a name nor an address', async () => {
    const { text } = await door.customer().sends(sent({ name: ' ', email: '' }));
    expect(text).toBe(
      "Thank you. Your message has been passed on; your reference is **LEFT-1**. They'll answer here in this chat.",
    );
    expect(door.handoff.messages[0]).not.toHaveProperty('email');
  });

  it('is one ticket if the same form sends it twice, but a new one if it says something else', async () => {
    const customer = door.customer();
    await customer.says('I would like to leave a message');
    for (const changes of [{}, {}, { text: 'And another thing.' }, { formId: 'question-2' }])
      await customer.sends(sent(changes));
    const [first, again, ...others] = door.handoff.messages.map(({ key }) => key);
    expect(again).toBe(first);
    expect(new Set([first, ...others]).size).toBe(3);
  });

  it('is passed on even if the bot did not ask for one', async () => {
    await door.customer().sends(sent());
    expect(door.handoff.messages).toHaveLength(1);
  });

  it('does not drop the question that the bot was asking', async () => {
    const customer = door.customer();
    const question = await customer.says('is my camera patched?');
    const replies = await customer.sends(sent());
    expect(door.handoff.messages).toHaveLength(1);
    expect(replies.texts[0]).toContain('has been passed on');
    expect(replies.texts.at(-1)).toBe(question.texts.at(-1));
  });

  it('is not asked for again after it was set aside half-written', async () => {
    const customer = door.customer();
    await customer.saysInTurn('I would like to leave a message', 'wait, is the ESR900 patched?');
    await customer.sends(sent());
    expect((await customer.says('Kim Lund')).text).not.toContain('e-mail address should they answer');
    expect(door.handoff.messages).toHaveLength(1);
  });

  it('goes to the agent while one has the conversation', async () => {
    const customer = door.customer();
    door.handoff.answersWith({ kind: 'connected', reference: 'H-1', agentName: 'Dana' });
    await customer.says('I want to talk to a human');
    door.handoff.setState({ state: 'connected', reference: 'H-1', agentName: 'Dana' });
    expect((await customer.sends(sent())).activities).toEqual([]);
    expect(door.handoff.messages).toEqual([]);
  });

  it('takes the customer out of the queue, as a message in words does', async () => {
    const customer = door.customer();
    door.handoff.answersWith({ kind: 'waiting', reference: 'H-1', position: 1 });
    await customer.says('I want to talk to a human');
    door.handoff.setState({ state: 'waiting', reference: 'H-1', position: 1 });
    const { activities } = await customer.sends(sent());
    expect(activities[0]?.channelData).toMatchObject({ handoff: { state: 'bot' } });
  });

  it('keeps the words if the address is invalid', async () => {
    await door.customer().sends(sent({ email: 'kim at home' }));
    expect(door.handoff.messages).toHaveLength(1);
    expect(door.handoff.messages[0]).not.toHaveProperty('email');
  });

  it('is an ordinary message if the form has no words in it', async () => {
    await door.customer().sends(sent({ text: '  ' }));
    expect(door.handoff.messages).toEqual([]);
  });

  it('becomes a request for a person if no messages are taken', async () => {
    door.handoff.answersMessagesBy('none');
    await door.customer().sends(sent());
    expect(door.handoff.requests).toHaveLength(1);
  });
});
