import { expect, test } from 'vitest';
import { onEngines, TestClock } from './engines.ts';

const dana = { name: 'Dana', email: 'Dana@Example.com', role: 'agent', passwordHash: 'hash' } as const;

onEngines('the desk’s accounts', (engine) => {
  async function open() {
    const clock = new TestClock();
    const { agents } = await engine.open(await engine.freshConfig(), clock.now);
    return { agents, clock };
  }

  test('an e-mail address has one account, whatever its capitals', async () => {
    const { agents, clock } = await open();
    expect(await agents.add(dana, clock.now())).toMatchObject({ email: 'dana@example.com', disabled: false });
    expect(await agents.add({ ...dana, email: 'DANA@example.com' }, clock.now())).toBeUndefined();
    expect(await agents.findByEmail('dana@EXAMPLE.com')).toMatchObject({
      name: 'Dana',
      passwordHash: 'hash',
    });
    expect(await agents.list()).toHaveLength(1);
  });

  test('the first account is added when there is none, and only once', async () => {
    const { agents, clock } = await open();
    expect(await agents.addFirst(dana, clock.now())).toMatchObject({ name: 'Dana' });
    expect(await agents.addFirst({ ...dana, email: 'eve@example.com' }, clock.now())).toBeUndefined();
  });

  test('a session expires and is then deleted', async () => {
    const { agents, clock } = await open();
    const agent = await agents.add(dana, clock.now());
    const expiresAt = new Date(clock.now().getTime() + 1000);
    await agents.openSession('one', agent?.id ?? '', { now: clock.now(), expiresAt });
    expect(await agents.findBySession('one', clock.now())).toMatchObject({ name: 'Dana' });
    clock.advance(1000);
    expect(await agents.findBySession('one', clock.now())).toBeUndefined();
    const later = new Date(clock.now().getTime() + 1000);
    await agents.openSession('two', agent?.id ?? '', { now: clock.now(), expiresAt: later });
    expect(await agents.findBySession('one', new Date(0))).toBeUndefined();
    expect(await agents.findBySession('two', clock.now())).toBeDefined();
  });

  test('an account is bound to one person at a provider, and each person to one account', async () => {
    const { agents, clock } = await open();
    const subject = { issuer: 'https://login.example.com', subject: 'one' };
    await agents.add(dana, clock.now());
    await agents.add({ ...dana, email: 'kim@example.com' }, clock.now());
    expect(await agents.findBySubject(subject)).toBeUndefined();
    expect(await agents.bindSubject('DANA@example.com', subject)).toMatchObject({
      email: 'dana@example.com',
    });
    expect(await agents.findBySubject(subject)).toMatchObject({ email: 'dana@example.com' });
    expect(await agents.findBySubject({ ...subject, issuer: 'https://other.example.com' })).toBeUndefined();
    expect(await agents.bindSubject('dana@example.com', { ...subject, subject: 'two' })).toBeUndefined();
    await expect(agents.bindSubject('kim@example.com', subject)).rejects.toThrow(/unique/i);
    await agents.change('dana@example.com', { releasesSubject: true });
    expect(await agents.bindSubject('kim@example.com', subject)).toMatchObject({ email: 'kim@example.com' });
  });

  test('changing or disabling an account signs it out', async () => {
    const { agents, clock } = await open();
    const agent = await agents.add(dana, clock.now());
    const expiresAt = new Date(clock.now().getTime() + 1000);
    for (const change of [{ passwordHash: 'other' }, { disabled: true }, { disabled: false }]) {
      await agents.openSession('one', agent?.id ?? '', { now: clock.now(), expiresAt });
      expect(await agents.change('dana@example.com', change)).toBe(true);
      expect(await agents.findBySession('one', clock.now())).toBeUndefined();
    }
    expect(await agents.change('nobody@example.com', { disabled: true })).toBe(false);
  });
});
