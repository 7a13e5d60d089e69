import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

describe('a request for a person', () => {
  it.each(['I want to talk to a human', 'Talk to a person', 'agent please', 'can I speak to someone?'])(
    'is recognised: %s',
    async (line) => {
      const before = door.handoff.requests.length;
      const { kinds } = await door.customer().says(line);
      expect(kinds).toEqual(['handoff']);
      expect(door.handoff.requests).toHaveLength(before + 1);
      expect(door.handoff.requests.at(-1)).toMatchObject({ reason: 'asked', channelId: 'local' });
    },
  );

  it.each(['I want to complain', 'where can I file a complaint?', 'I have a complaint about my EAP600'])(
    'can be a complaint: %s',
    async (line) => {
      expect((await door.customer().says(line)).kinds).toEqual(['handoff']);
    },
  );

  it('is not seen in a refusal', async () => {
    const customer = door.customer();
    await customer.says('you are useless');
    const before = door.handoff.requests.length;
    const { text } = await customer.says(
      "No, I don't want to talk to a person, I want to know if the EAP2200 is patched",
    );
    expect(text).toContain('EAP2200: Available Now');
    expect(door.handoff.requests).toHaveLength(before);
  });

  it('can be a refusal of the bot', async () => {
    expect((await door.customer().says("I don't want a bot, I want a human")).kinds).toContain('handoff');
  });

  it('is answered with what happens next if somebody can take over', async () => {
    door.handoff.answersWith({ kind: 'waiting', reference: 'ABCD-1234', position: 3 });
    const { text } = await door.customer().says('I want to talk to a human');
    expect(text).toContain('number 3 in the queue');
    expect(text).toContain('ABCD-1234');
  });

  it('is no dead end if nobody can: the reply names another contact and other topics', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: false, contact: 'help@example.com' });
    const customer = door.customer();
    const { text, choices } = await customer.says('I want to talk to a human');
    expect(text).toContain('help@example.com');
    expect(choices).toContain('What can you do?');
    expect((await customer.says('is the EAP600 patched?')).answers).toContain('patch.status');
  });

  it('passes on what the conversation was about', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
    await door.customer().saysInTurn('is the ESR900 patched?', 'let me talk to a human');
    expect(door.handoff.requests.at(-1)).toMatchObject({ intent: 'patch.status', models: ['ESR900'] });
    expect(door.handoff.requests.at(-1)?.at).toEqual(door.clock.now());
  });

  it('tells the agent if it accepts an offer of the bot', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesTickets: true });
    const { kinds } = await door.customer().saysInTurn('what is the weather', 'who won the football', 'yes');
    expect(kinds).toEqual(['handoff']);
    expect(door.handoff.requests.at(-1)).toMatchObject({ reason: 'offered' });
  });

  it('is answered along with a question in the same message', async () => {
    const { kinds, answers } = await door
      .customer()
      .says('Is the EAP600 patched? I want to talk to a human.');
    expect(answers).toContain('patch.status');
    expect(kinds).toContain('handoff');
    expect(kinds).not.toContain('feedback');
  });

  it('is suggested to a clearly upset customer with the answer, and not again soon', async () => {
    const customer = door.customer();
    const { texts, kinds, choices } = await customer.says('is the ESR900 patched, you useless bot?');
    expect(kinds).toEqual(['notice', 'patch-status', 'small-talk']);
    expect(texts.at(0)).toMatch(/^I'm sorry/);
    expect(texts.at(-1)).toBe('Shall I get you a person?');
    expect(choices).toContain('Talk to a person');
    expect((await customer.says('and the EAP600, this is ridiculous?')).text).not.toContain(
      'Shall I get you',
    );
    await customer.says('yes, get me a person');
    expect(door.handoff.requests.at(-1)).toMatchObject({ mood: 'upset' });
  });

  it('is answered with the expected wait if one was measured', async () => {
    door.handoff.answersWith({ kind: 'waiting', reference: 'ABCD-1234', position: 2, waitSeconds: 130 });
    const { text, activities } = await door.customer().says('I want to talk to a human');
    expect(text).toContain('lately that took about 3 minutes');
    expect(activities[0]?.channelData).toMatchObject({
      handoff: { state: 'waiting', reference: 'ABCD-1234', position: 2, waitSeconds: 130 },
    });
  });
});

describe('a customer who is waiting', () => {
  const waiting = { kind: 'waiting', reference: 'ABCD-1234', position: 1 } as const;
  const start = async () => {
    door.handoff.answersWith(waiting);
    const customer = door.customer();
    await customer.says('I want to talk to a human');
    door.handoff.setState({ state: 'waiting', reference: 'ABCD-1234', position: 1 });
    return customer;
  };

  it('still gets answers and questions from the bot', async () => {
    const customer = await start();
    expect((await customer.says('is the EAP600 patched?')).answers).toEqual(['patch.status']);
    const { text } = await customer.saysInTurn('is there a patch for my model?', 'EAP600');
    expect(text).toContain('EAP600: Available Now');
  });

  it.each([
    ['two questions without an answer', ['do you sell antennas?', 'what is the capital of peru?']],
    ['“Did this help?” and a no', ['does EnShare cost anything?', 'no']],
    ['advice that failed', ['my router says somebody is still logged in', 'still the same']],
    ['a contradiction', ['does EnShare cost anything?', "that's not true"]],
  ])('is not offered a person again after %s', async (_what, lines) => {
    const customer = await start();
    const before = door.handoff.requests.length;
    for (const line of lines.slice(0, -1)) await customer.says(line);
    const { text, choices } = await customer.says(lines.at(-1)!);
    expect(text).toContain('You still have your place in the queue.');
    expect(text).not.toContain('Shall I get you a person?');
    expect(choices).not.toContain('Talk to a person');
    await customer.says('yes');
    expect(door.handoff.requests).toHaveLength(before);
  });

  it('is not offered a person again after a thumb down', async () => {
    const customer = await start();
    await customer.says('does EnShare cost anything?');
    const value = { answerId: 'enshare.cost', helpful: false, activityId: 'a1' };
    const { text } = await customer.sends({ type: 'event', name: 'feedback', value });
    expect(text).toContain('You still have your place in the queue.');
    expect(text).not.toContain('Shall I get you a person?');
  });

  it('drops the open question with “never mind”, and leaves the queue with the next one', async () => {
    const customer = await start();
    const dropped = await customer.saysInTurn('is there a patch for my model?', 'never mind');
    expect(dropped.text).toContain('leave that');
    expect((await customer.says('never mind')).text).toContain('no longer waiting for a person');
  });

  describe.each([
    ['the button', { type: 'event', name: 'handoff.leave' }],
    ['words', { type: 'message', text: 'I want to leave the queue' }],
  ])('who leaves the queue by %s', (_way, leaving) => {
    it.each([
      ['which band', 'why is the guest network SSID greyed out on my ESR900?', 'the second one', '5 GHz**'],
      ['which model', 'is there a patch for my model?', 'no idea', 'Look for the word “Model”'],
      [
        'what to pass on',
        'I want to leave a message',
        'My bridge link drops every hour',
        "What's your name?",
      ],
    ])('can still answer the bot’s question %s', async (_what, question, answer, reply) => {
      const customer = await start();
      await customer.says(question);
      expect((await customer.sends(leaving)).text).toContain('no longer waiting for a person');
      door.handoff.setState({ state: 'closed', reference: 'K7QM-2F9P', end: 'customer', isRated: false });
      expect((await customer.says(answer)).text).toContain(reply);
      door.handoff.setState({ state: 'none' });
    });
  });

  it('leaves the queue by leaving a message', async () => {
    const customer = await start();
    await customer.saysInTurn('I would rather leave a message', 'It is broken', 'Sam');
    const { text, activities } = await customer.says('without e-mail');
    expect(text).toContain('message has been passed on');
    expect(activities[0]?.channelData).toMatchObject({ handoff: { state: 'bot' } });
  });

  it('gets nothing from the bot while connected to an agent, and its replies again after that', async () => {
    const customer = await start();
    await customer.says('is there a patch for my model?');
    door.handoff.setState({ state: 'connected', reference: 'ABCD-1234', agentName: 'Dana' });
    expect((await customer.says('is the EAP600 patched?')).activities).toEqual([]);
    expect((await customer.sends({ type: 'message' })).activities).toEqual([]);
    door.handoff.setState({
      state: 'closed',
      reference: 'ABCD-1234',
      end: 'agent',
      agentName: 'Dana',
      isRated: false,
    });
    // The bot's earlier question is no longer open.
    expect((await customer.says('what is krack?')).answers).toEqual(['krack.what-happened']);
    door.handoff.setState({ state: 'none' });
  });

  it('rates the chat with a number after it ends, and only then', async () => {
    const customer = await start();
    door.handoff.setState({
      state: 'closed',
      reference: 'ABCD-1234',
      end: 'agent',
      agentName: 'Dana',
      isRated: false,
    });
    expect((await customer.says('5')).text).toContain('Thank you for telling us');
    expect(door.handoff.ratings.get('ABCD-1234')).toEqual({ stars: 5 });
    door.handoff.setState({
      state: 'closed',
      reference: 'ABCD-1234',
      end: 'agent',
      agentName: 'Dana',
      isRated: true,
    });
    expect((await customer.says('5')).kinds).not.toContain('handoff');
    door.handoff.setState({ state: 'none' });
  });

  it('accepts with “yes” the offer to leave a message if nobody came', async () => {
    const customer = await start();
    door.handoff.setState({ state: 'closed', reference: 'ABCD-1234', end: 'nobody', isRated: false });
    expect((await customer.says('yes')).text).toContain('What shall I pass on?');
    door.handoff.setState({ state: 'none' });
  });
});
