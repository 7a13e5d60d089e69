import { expect, test } from 'vitest';
import { onEngines, TestClock } from './engines.ts';

const MINUTE = 60_000;
const later = (clock: TestClock, ms: number): Date => new Date(clock.now().getTime() + ms);

onEngines('the Teams desk', (engine) => {
  async function open() {
    const clock = new TestClock();
    const store = await engine.open(await engine.freshConfig(), clock.now);
    const account = (name: string) =>
      store.agents.add(
        { name, email: `${name.toLowerCase()}@example.com`, role: 'agent', passwordHash: 'x' },
        clock.now(),
      );
    const chat = async (reference: string) => {
      await store.connectorConversations.save({
        id: `msteams/${reference}`,
        channelId: 'msteams',
        userId: '29:sam',
        userName: 'Sam',
        reference: '{}',
      });
      await store.chats.open({
        reference,
        conversationId: `msteams/${reference}`,
        channelId: 'msteams',
        userId: '29:sam',
        name: 'Sam',
        locale: undefined,
        timeZone: undefined,
        reason: 'asked',
        intent: undefined,
        models: [],
        mood: undefined,
        requestedAt: clock.now(),
        hasPriority: false,
        preferredAgent: undefined,
      });
      await store.teamsDesk.begin(reference);
    };
    return { store, desk: store.teamsDesk, clock, account, chat };
  }

  test('a code links one account, once, before it expires', async () => {
    const { store, desk, clock, account } = await open();
    await account('Dana');
    const [dana] = await store.agents.list();
    const id = dana?.id ?? '';
    await desk.addCode(id, 'first', later(clock, MINUTE));
    await desk.addCode(id, 'second', later(clock, MINUTE));
    expect(await desk.redeemCode('first', clock.now())).toBeUndefined();
    const takes = await Promise.all([1, 2, 3].map(() => desk.redeemCode('second', clock.now())));
    expect(takes.filter((taken) => taken === id)).toHaveLength(1);
    await desk.addCode(id, 'old', later(clock, MINUTE));
    clock.advance(2 * MINUTE);
    expect(await desk.redeemCode('old', clock.now())).toBeUndefined();
  });

  test('an account and a Teams user are linked one to one, and a disabled account is linked to nobody', async () => {
    const { store, desk, account } = await open();
    await account('Dana');
    await account('Kim');
    const [dana = '', kim = ''] = (await store.agents.list()).map(({ id }) => id);
    await desk.link(dana, '29:d', 'msteams/a:d');
    await desk.link(kim, '29:d', 'msteams/a:d');
    expect((await desk.agentOf('29:d'))?.id).toBe(kim);
    expect(await desk.isLinked(dana)).toBe(false);
    await desk.unlink(kim);
    expect(await desk.agentOf('29:d')).toBeUndefined();
  });

  test('there is one support channel, with its newest conversation reference', async () => {
    const { desk } = await open();
    await desk.register({ channelId: '19:a', reference: '{"a":1}' });
    await desk.register({ channelId: '19:b', reference: '{"b":1}' });
    expect(await desk.channel()).toEqual({ channelId: '19:b', reference: '{"b":1}' });
    await desk.unregister();
    expect(await desk.channel()).toBeUndefined();
  });

  test('a chat is leased by one process at a time, and found by its thread and its agent', async () => {
    const { store, desk, clock, account, chat } = await open();
    await account('Dana');
    const id = (await store.agents.list())[0]?.id ?? '';
    await chat('REF-1');
    const takes = await Promise.all([1, 2, 3].map(() => desk.lease('REF-1', clock.now(), MINUTE)));
    expect(takes.filter((taken) => taken !== undefined)).toHaveLength(1);
    const thread = { cardId: 'm1', threadId: '19:a;messageid=m1', shown: 'Waiting', sentSeq: 3, agentId: id };
    await desk.update('REF-1', thread, clock.now());
    expect(await desk.inThread('19:a;messageid=m1')).toMatchObject({ reference: 'REF-1', ...thread });
    expect((await desk.ofAgent(id))?.reference).toBe('REF-1');
    expect(await desk.busyAgents()).toEqual([{ id, name: 'Dana' }]);
    await desk.update('REF-1', { isOver: true, agentId: undefined });
    expect(await desk.open()).toEqual([]);
    expect(await desk.busyAgents()).toEqual([]);
    expect(await desk.lease('REF-1', later(clock, MINUTE), MINUTE)).toBeUndefined();
  });

  test('whoever has lost a chat no longer has it, but a colleague who has taken it since keeps it', async () => {
    const { store, desk, account, chat } = await open();
    await account('Dana');
    await account('Kim');
    const [dana = '', kim = ''] = (await store.agents.list()).map(({ id }) => id);
    await chat('REF-1');
    await desk.update('REF-1', { agentId: dana });
    await desk.dropAgent('REF-1', dana);
    expect(await desk.ofAgent(dana)).toBeUndefined();
    await desk.update('REF-1', { agentId: kim });
    await desk.dropAgent('REF-1', dana);
    expect((await desk.ofAgent(kim))?.reference).toBe('REF-1');
  });
});
