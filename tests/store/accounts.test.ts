import { expect, test } from 'vitest';
import { onEngines, TestClock } from './engines.ts';

onEngines('changes to accounts by supervisors', (engine) => {
  async function open() {
    const clock = new TestClock();
    const store = await engine.open(await engine.freshConfig(), clock.now);
    const supervisor = async (name: string): Promise<string> => {
      const email = `${name}@example.com`;
      const account = { name, email, role: 'supervisor', passwordHash: 'hash' } as const;
      return (await store.agents.add(account, clock.now()))?.id ?? '';
    };
    return { ...store, clock, supervisor };
  }

  test('of two supervisors who demote each other at the same time, one stays a supervisor', async () => {
    const { accounts, supervisor } = await open();
    const ids = [await supervisor('sue'), await supervisor('kim')];
    const outcomes = await Promise.all(ids.map((id) => accounts.change(id, { role: 'agent' })));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'last supervisor']);
  });

  test('of two who use a link at the same time, one sets the password', async () => {
    const { accounts, agents, clock, supervisor } = await open();
    const id = await supervisor('sue');
    const expiresAt = new Date(clock.now().getTime() + 1000);
    await accounts.openLink(id, { tokenHash: 'hash of a token', expiresAt });
    const use = (password: string) => accounts.useLink('hash of a token', password, clock.now());
    const used = await Promise.all([use('first'), use('second')]);
    expect(used.filter((agent) => agent !== undefined)).toHaveLength(1);
    const winner = used[0] === undefined ? 'second' : 'first';
    expect(await agents.findByEmail('sue@example.com')).toMatchObject({ passwordHash: winner });
  });

  test('a link stops working when a password is set at the terminal', async () => {
    const { accounts, agents, clock, supervisor } = await open();
    const id = await supervisor('sue');
    const expiresAt = new Date(clock.now().getTime() + 1000);
    await accounts.openLink(id, { tokenHash: 'hash of a token', expiresAt });
    await agents.change('sue@example.com', { passwordHash: 'another hash' });
    expect(await accounts.findByLink('hash of a token', clock.now())).toBeUndefined();
  });

  test('a link expires, and stops working when its account is disabled', async () => {
    const { accounts, clock, supervisor } = await open();
    const [sue, kim] = [await supervisor('sue'), await supervisor('kim')];
    await supervisor('ada');
    const expiresAt = new Date(clock.now().getTime() + 1000);
    for (const id of [sue, kim]) await accounts.openLink(id, { tokenHash: `link of ${id}`, expiresAt });
    expect(await accounts.findByLink(`link of ${sue}`, clock.now())).toMatchObject({ name: 'sue' });
    await accounts.change(kim, { disabled: true });
    await accounts.change(kim, { disabled: false });
    expect(await accounts.findByLink(`link of ${kim}`, clock.now())).toBeUndefined();
    clock.advance(1000);
    expect(await accounts.findByLink(`link of ${sue}`, clock.now())).toBeUndefined();
    expect(await accounts.list(clock.now())).toMatchObject([
      { name: 'ada', hasPassword: true, linkExpiresAt: undefined },
      { name: 'kim', hasPassword: false, linkExpiresAt: undefined },
      { name: 'sue', hasPassword: false, linkExpiresAt: undefined },
    ]);
  });
});
