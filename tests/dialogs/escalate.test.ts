import { describe, expect, it } from 'vitest';
import { openFrontDoor } from '../support/front-door.ts';

const door = await openFrontDoor();

describe('the wish for a person', () => {
  it.each(['I want to talk to a human', 'Talk to a person', 'agent please', 'can I speak to someone?'])(
    'is taken: %s',
    async (line) => {
      const before = door.handoff.requests.length;
      const { kinds } = await door.customer().says(line);
      expect(kinds).toEqual(['handoff']);
      expect(door.handoff.requests).toHaveLength(before + 1);
      expect(door.handoff.requests.at(-1)).toMatchObject({ reason: 'asked', channelId: 'local' });
    },
  );

  it('says what will happen when somebody can take over', async () => {
    door.handoff.answersWith({ kind: 'waiting', reference: 'ABCD-1234', place: 3 });
    const { text } = await door.customer().says('I want to talk to a human');
    expect(text).toContain('number 3 in the queue');
    expect(text).toContain('ABCD-1234');
  });

  it('is no dead end when nobody can: where else to go, and the way on', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesMessages: false, contact: 'help@example.com' });
    const customer = door.customer();
    const { text, choices } = await customer.says('I want to talk to a human');
    expect(text).toContain('help@example.com');
    expect(choices).toContain('What can you do?');
    expect((await customer.says('is the EAP600 patched?')).answers).toContain('patch.status');
  });

  it('tells the person what was spoken of', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesMessages: true });
    await door.customer().saysInTurn('is the ESR900 patched?', 'let me talk to a human');
    expect(door.handoff.requests.at(-1)).toMatchObject({ subject: 'patch.status', models: ['ESR900'] });
    expect(door.handoff.requests.at(-1)?.at).toEqual(door.clock.now());
  });

  it('that was offered by the bot and taken up says so to the person', async () => {
    door.handoff.answersWith({ kind: 'nobody', takesMessages: true });
    const { kinds } = await door.customer().saysInTurn('what is the weather', 'who won the football', 'yes');
    expect(kinds).toEqual(['handoff']);
    expect(door.handoff.requests.at(-1)).toMatchObject({ reason: 'offered' });
  });

  it('is answered beside a question of the same message', async () => {
    const { kinds, answers } = await door
      .customer()
      .says('Is the EAP600 patched? I want to talk to a human.');
    expect(answers).toContain('patch.status');
    expect(kinds).toContain('handoff');
    expect(kinds).not.toContain('feedback');
  });
});
