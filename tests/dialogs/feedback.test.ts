import { beforeEach, describe, expect, it } from 'vitest';
import { levels } from '../support/recording-log.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const question = 'does EnShare cost anything?';

describe('"Did this help?"', () => {
  it('follows an answer, together with the follow-up questions', async () => {
    const { kinds, choices } = await door.customer().says(question);
    expect(kinds).toEqual(['answer', 'feedback']);
    expect(choices.slice(0, 2)).toEqual(['Yes', 'No']);
    expect(choices).toContain('Access for a remote user');
  });

  it('is not asked after small talk', async () => {
    for (const line of ['hello', 'thank you', 'goodbye', 'what can you do?', 'are you a robot?']) {
      expect((await door.customer().says(line)).kinds, line).not.toContain('feedback');
    }
  });

  it('is not asked twice in a row', async () => {
    const customer = door.customer();
    expect((await customer.says(question)).kinds).toContain('feedback');
    expect((await customer.says('is the EAP600 patched?')).kinds).not.toContain('feedback');
    expect((await customer.says('what is krack?')).kinds).toContain('feedback');
  });

  it('is not asked if nothing was answered', async () => {
    expect((await door.customer().says('do you sell umbrellas?')).kinds).not.toContain('feedback');
  });

  it.each(['Yes', 'yes it did, thanks', 'that helped'])('is followed by thanks after: %s', async (reply) => {
    const { text, kinds } = await door.customer().saysInTurn(question, reply);
    expect(kinds).toEqual(['small-talk']);
    expect(text).toMatch(/good to hear|welcome/i);
  });

  it('leads to the offer of a person if the answer did not help, and "yes" accepts', async () => {
    const customer = door.customer();
    const sorry = await customer.saysInTurn(question, 'No');
    expect(sorry.choices[0]).toBe('Talk to a person');
    const before = door.handoff.requests.length;
    expect((await customer.says('yes please')).kinds).toEqual(['handoff']);
    expect(door.handoff.requests).toHaveLength(before + 1);
  });

  it('records which answer helped', async () => {
    await door.customer().saysInTurn(question, 'Yes');
    const noted = door.record.entries.filter(({ msg }) => msg === 'feedback').at(-1);
    expect(noted).toMatchObject({ level: levels.info, answerId: 'enshare.cost', helpful: true });
  });

  it('accepts "that did not help" later, too', async () => {
    const customer = door.customer();
    await customer.saysInTurn(question, 'Yes');
    const sorry = await customer.says('no, that did not help');
    expect(sorry.choices[0]).toBe('Talk to a person');
  });

  it('never apologises twice in a row in the same words', async () => {
    const customer = door.customer();
    const first = await customer.saysInTurn(question, 'No');
    const second = await customer.says('no, that did not help');
    expect(second.text).toContain('Shall I get you a person?');
    expect(second.text).not.toBe(first.text);
  });

  it('is silently dropped for another question', async () => {
    const { answers, text } = await door.customer().saysInTurn(question, 'is the EAP600 patched?');
    expect(answers).toContain('patch.status');
    expect(text).not.toMatch(/leave/i);
  });
});
