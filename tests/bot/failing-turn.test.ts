import { describe, expect, it } from 'vitest';
import { createFaultyStorage } from '../support/faulty-storage.ts';
import { openFrontDoor } from '../support/front-door.ts';
import { levels } from '../support/recording-log.ts';

const apology = /^Sorry, something went wrong on my side\..*\*\*(REF-\d+)\*\*\.$/;

describe('a turn that fails', () => {
  it.each(['read', 'write'] as const)(
    'because state cannot be %s: a plain sentence with a number, the cause in the log, and the next turn works',
    async (what) => {
      const storage = createFaultyStorage();
      const door = await openFrontDoor({ storage });
      const customer = door.customer();
      await customer.says('hello');
      storage.fails(what, new Error('the disk is full of secrets'));

      const failed = await customer.says('is the EAP600 patched?');
      expect(failed.kinds.at(-1)).toBe('error');
      expect(failed.texts.at(-1)).toMatch(apology);
      const number = apology.exec(failed.texts.at(-1) ?? '')?.[1];
      expect(failed.text).not.toContain('disk');
      const cause = door.record.entries.find(({ level }) => level === levels.error);
      expect(cause).toMatchObject({
        msg: 'turn failed',
        reference: number,
        conversationId: 'conversation-1',
      });
      expect(JSON.stringify(cause?.['err'])).toContain('the disk is full of secrets');

      const next = await customer.says('is the EAP600 patched?');
      expect(next.text).toContain('**EAP600: Available Now.**');
      expect(next.kinds).not.toContain('error');
    },
  );

  it('because storage stays unavailable: the customer still gets the apology, and nothing throws', async () => {
    const storage = createFaultyStorage();
    const door = await openFrontDoor({ storage });
    const customer = door.customer();
    storage.fails('write', new Error('gone'), 2);
    expect((await customer.says('hello')).kinds.at(-1)).toBe('error');
    expect(door.record.entries.map(({ msg }) => msg)).toContain('apology failed');
    expect((await customer.says('hello')).answers).toEqual(['greeting']);
  });

  it('because the hand-off is broken: the request is not lost silently, and the next turn works', async () => {
    const door = await openFrontDoor();
    const customer = door.customer();
    door.handoff.fails(new Error('no desk'));
    const failed = await customer.says('I want to talk to a human');
    expect(failed.kinds).toEqual(['error']);
    expect(failed.text).toMatch(apology);
    door.handoff.recovers();
    expect((await customer.says('I want to talk to a human')).kinds).toEqual(['handoff']);
  });

  it('because a dialog no longer exists: the conversation’s dialogs start afresh', async () => {
    const storage = createFaultyStorage();
    const door = await openFrontDoor({ storage });
    const customer = door.customer();
    await customer.says('is there a patch for my model?');
    const key = 'local/conversations/conversation-1/';
    const stored = (await storage.read([key])) as Record<string, object>;
    const dialogs = { dialogStack: [{ id: 'of an older version', state: {} }] };
    await storage.write({ [key]: { ...stored[key], dialogs, eTag: '*' } });

    expect((await customer.says('EAP600')).kinds).toEqual(['error']);
    expect((await customer.says('EAP600')).text).toContain('**EAP600: Available Now.**');
  });

  it('leaves no open question that would fail again', async () => {
    const door = await openFrontDoor();
    const customer = door.customer();
    await customer.says('is there a patch for my model?');
    door.handoff.fails(new Error('no desk'));
    expect((await customer.says('I want to talk to a human')).kinds).toContain('error');
    expect((await customer.says('does EnShare cost anything?')).kinds).toEqual(['answer', 'feedback']);
  });

  it('does not touch other conversations', async () => {
    const storage = createFaultyStorage();
    const door = await openFrontDoor({ storage });
    const [one, other] = [door.customer(), door.customer()];
    await other.says('is there a patch for my model?');
    storage.fails('write', new Error('gone'));
    expect((await one.says('hello')).kinds.at(-1)).toBe('error');
    expect((await other.says('EAP600')).text).toContain('**EAP600: Available Now.**');
  });
});
