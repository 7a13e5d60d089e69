import { describe, expect, it } from 'vitest';
import { openFrontDoor } from '../support/front-door.ts';

const door = await openFrontDoor();

/** A customer who was offered to leave a message and took the offer. */
async function leaving() {
  door.handoff.answersWith({ kind: 'nobody', takesMessages: true });
  const customer = door.customer();
  await customer.says('I want to talk to a human');
  const asked = await customer.presses('Leave a message');
  expect(asked.text).toContain('What shall I pass on?');
  return customer;
}

describe('where nobody is there', () => {
  it('the customer learns it at once, and when somebody is back, in their own time', async () => {
    door.handoff.answersWith({
      kind: 'nobody',
      takesMessages: true,
      contact: '+1 555 0100',
      opensAt: new Date('2026-03-02T08:00:00Z'),
    });
    const { kinds, text, choices } = await door.customer().sends({
      type: 'message',
      text: 'I want to talk to a human',
      localTimezone: 'America/New_York',
    });
    expect(kinds).toEqual(['handoff']);
    expect(text).toContain('nobody can take over in this chat at the moment');
    expect(text).toMatch(/Somebody is back on Monday, March 2(,| at) 3:00\sAM \(your time\)/);
    expect(text).toContain('+1 555 0100');
    expect(choices).toEqual(['Leave a message', 'What can you do?']);
  });

  it.each([undefined, 'Atlantis/Capital'])(
    'the time zone is named where theirs is not known: %s',
    async (zone) => {
      const opensAt = new Date('2026-03-02T08:00:00Z');
      door.handoff.answersWith({ kind: 'nobody', takesMessages: true, opensAt });
      const { text } = await door.customer().sends({
        type: 'message',
        text: 'I want to talk to a human',
        ...(zone === undefined ? {} : { localTimezone: zone }),
      });
      expect(text).toMatch(/8:00\sAM \(UTC\)/);
    },
  );

  it('the offer is declined with a word, and dropped by any question', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesMessages: true });
    const before = door.handoff.messages.length;
    const customer = door.customer();
    await customer.says('I want to talk to a human');
    expect((await customer.says('no')).text).toContain('something else I can help with');
    await customer.says('I want to talk to a human');
    const { answers, text } = await customer.says('is the EAP600 patched?');
    expect(answers).toContain('patch.status');
    expect(text).not.toContain('message');
    // "Yes" is no answer to an offer of before; the words themselves are, at any time.
    expect((await customer.says('yes')).text).not.toContain('What shall I pass on?');
    expect((await customer.says('please take a message')).text).toContain('What shall I pass on?');
    expect(door.handoff.messages).toHaveLength(before);
  });
});

it('another open question gives way to a message, and the customer is told', async () => {
  door.handoff.answersWith({ kind: 'nobody', takesMessages: true });
  const customer = door.customer();
  await customer.saysInTurn('set up guest network on my ESR900', 'talk to a human');
  const { texts } = await customer.says('leave a message');
  expect(texts).toEqual([
    expect.stringContaining('I leave the guest network for now'),
    expect.stringContaining('What shall I pass on?'),
  ]);
});

it('nobody leaves a message who was not offered to', async () => {
  const { text } = await door.customer().says('leave a message');
  expect(text).not.toContain('What shall I pass on?');
});

describe('a message that is left', () => {
  it('has the words, the name, the address, and what was spoken of', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesMessages: true });
    const customer = door.customer();
    await customer.saysInTurn('is the ESR900 patched?', 'talk to a human', 'yes please');
    // It reads like two questions of the knowledge, and is a message all the same.
    await customer.says('Is the EAP600 patched? And what is KRACK? Please <b>call</b> me.');
    expect((await customer.says('Maria García')).text).toContain('which e-mail address');
    const { text, kinds } = await customer.says('it is maria@example.com.');
    expect(kinds).toEqual(['handoff']);
    expect(text).toContain(`**LEFT-${door.handoff.messages.length}**`);
    expect(text).toContain('by e-mail');
    expect(door.handoff.messages.at(-1)).toMatchObject({
      channelId: 'local',
      name: 'Maria García',
      email: 'maria@example.com',
      words: 'Is the EAP600 patched? And what is KRACK? Please <b>call</b> me.',
      models: ['ESR900'],
    });
    // Afterwards the bot is there as before.
    expect((await customer.says('is the EAP600 patched?')).answers).toContain('patch.status');
  });

  it('needs no address: it is answered in the chat', async () => {
    const customer = await leaving();
    await customer.saysInTurn('My router is broken', 'Sam');
    const { text } = await customer.presses('Without e-mail');
    expect(text).toContain('here in the chat');
    expect(door.handoff.messages.at(-1)).not.toHaveProperty('email');
  });

  it.each(['sam', 'sam@', 'sam at example dot com', '@example.com', 'sam@example'])(
    'asks again for an address that is none: %s',
    async (written) => {
      const customer = await leaving();
      const before = door.handoff.messages.length;
      await customer.saysInTurn('My router is broken', 'Sam');
      for (let times = 0; times < 3; times += 1)
        expect((await customer.says(written)).text).toContain('does not look like an e-mail address');
      await customer.says('sam@example.com');
      expect(door.handoff.messages).toHaveLength(before + 1);
    },
  );

  it.each([[], ['My router is broken'], ['My router is broken', 'Sam']])(
    'is not left when the customer thinks better of it: after %j',
    async (...lines) => {
      const customer = await leaving();
      const before = door.handoff.messages.length;
      for (const line of lines) await customer.says(line);
      expect((await customer.says('cancel')).text).toContain('I leave that');
      expect(door.handoff.messages).toHaveLength(before);
    },
  );

  it('waits while another question is answered', async () => {
    const customer = await leaving();
    await customer.says('My router is broken');
    const { answers, text } = await customer.says('is the EAP600 patched?');
    expect(answers).toContain('patch.status');
    expect(text).toContain('What is your name?');
    await customer.saysInTurn('Sam', 'sam@example.com');
    expect(door.handoff.messages.at(-1)).toMatchObject({ name: 'Sam', words: 'My router is broken' });
  });

  it('is not said to be left when it could not be kept', async () => {
    const customer = await leaving();
    await customer.saysInTurn('My router is broken', 'Sam');
    door.handoff.breaks(new Error('no store'));
    const { kinds, text } = await customer.says('sam@example.com');
    door.handoff.mends();
    expect(kinds).toEqual(['error']);
    expect(text).not.toContain('is left');
  });
});
