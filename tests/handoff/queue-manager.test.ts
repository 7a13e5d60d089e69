import { expect, test } from 'vitest';
import { asActivity } from '#channels/directline/chat-activity.ts';
import { createGracePeriod, withGracePeriod } from '#handoff/grace-period.ts';
import { createAgentActions } from '#handoff/create-agent-actions.ts';
import { createQueueHandoff } from '#handoff/queue-handoff.ts';
import { parseOpeningHours } from '#handoff/opening-hours.ts';
import { createQueueManager } from '#handoff/queue-manager.ts';
import type { QueueRules } from '#handoff/queue-manager/queue-context.ts';
import { createAges } from '#time/ages.ts';
import { createRecordingHandoff } from '../support/recording-handoff.ts';
import { createRecordingLog } from '../support/recording-log.ts';
import { onEngines, TestClock } from '../store/engines.ts';
import { newChat } from './chats.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

onEngines('the queue', (engine) => {
  /** A desk whose clock only the test advances. */
  async function open(rules: Partial<QueueRules> = {}) {
    const clock = new TestClock();
    const store = await engine.open(await engine.freshConfig(), clock.now);
    const { chats, agents, transcript, conversations } = store;
    chats.useActivityBuilder((_chat, line) => asActivity(line));
    const all: QueueRules = {
      assignment: 'claim',
      limit: 5,
      waitLimitMs: 10 * MINUTE,
      idleMs: 30 * MINUTE,
      presenceTimeoutMs: MINUTE,
      ...rules,
    };
    const record = createRecordingLog();
    // It opens on Wednesday; the clock is set to a Monday, 9:00.
    const hours = parseOpeningHours('Wed 09:00-17:00', 'UTC');
    const grace = createGracePeriod(
      { ages: createAges(clock.now, clock.now), clock: clock.now },
      all.presenceTimeoutMs,
    );
    // As after a failover, a database can be read but not written, or not be there at all.
    let outage: 'read-only' | 'gone' | undefined;
    const failing = (isFailing: () => boolean) => {
      if (isFailing()) throw new Error('the database cannot be reached');
    };
    const presences = withGracePeriod(
      {
        list: async () => {
          failing(() => outage === 'gone');
          return await store.presences.list();
        },
        note: async (...given) => {
          failing(() => outage !== undefined);
          await store.presences.note(...given);
        },
        noteAssigned: (...given) => store.presences.noteAssigned(...given),
        leave: (id) => store.presences.leave(id),
      },
      grace,
    );
    const keeper = createQueueManager({
      chats,
      presences,
      rules: all,
      hours,
      grace,
      clock: clock.now,
      log: record.log,
    });
    const desk = createAgentActions({ chats, presences, ...all, clock: clock.now });
    let references = 0;
    const handoff = createQueueHandoff({
      chats,
      presences,
      ticketIntake: createRecordingHandoff(),
      canChat: () => Promise.resolve(true),
      returnMs: 60 * MINUTE,
      limit: all.limit,
      presenceTimeoutMs: all.presenceTimeoutMs,
      reference: () => `REF-${(references += 1)}`,
      clock: clock.now,
    });

    const agent = async (name: string) => {
      const account = { name, email: `${name}@example.com`, role: 'agent', passwordHash: '' } as const;
      const { id = '' } = (await agents.add(account, clock.now())) ?? {};
      await presences.note(id, { at: clock.now() });
      return { id, name, isSupervisor: false };
    };
    const customer = async (name: string) => {
      await conversations.start({ id: name, userId: name }, () => ({ type: 'conversationUpdate' }));
      const outcome = await handoff.request({ ...newChat(), conversationId: name, at: clock.now() });
      const says = (text: string) =>
        transcript.append(name, [{ type: 'message', text, from: { role: 'user' } }]);
      const transcriptText = async (): Promise<string> =>
        (await transcript.after(name, 0, 100)).map(({ body }) => body).join('\n');
      return {
        outcome,
        reference: outcome.kind === 'waiting' ? outcome.reference : '',
        says,
        transcriptText,
      };
    };
    /** Lets time pass while these agents stay at their desks. */
    const pass = async (milliseconds: number, ...there: { id: string }[]): Promise<void> => {
      for (let passed = 0; passed < milliseconds; passed += 10 * SECOND) {
        clock.advance(Math.min(10 * SECOND, milliseconds - passed));
        for (const { id } of there) await presences.note(id, { at: clock.now() });
        await keeper.runNow();
      }
    };
    /** Lets time pass while the database is not well, with these agents at their desks. */
    const passWithout = async (
      how: 'read-only' | 'gone',
      milliseconds: number,
      ...there: { id: string }[]
    ) => {
      outage = how;
      for (let passed = 0; passed < milliseconds; passed += 10 * SECOND) {
        clock.advance(10 * SECOND);
        await Promise.allSettled(there.map(({ id }) => presences.note(id, { at: clock.now() })));
        await keeper.runNow();
      }
      outage = undefined;
    };
    return { chats, presences, clock, keeper, desk, handoff, agent, customer, pass, passWithout, record };
  }

  test('estimates the wait from recent waits', async () => {
    const { agent, customer, pass, desk } = await open();
    const dana = await agent('Dana');
    const first = await customer('first');
    expect(first.outcome).toEqual({ kind: 'waiting', reference: 'REF-1', position: 1 });
    await pass(40 * SECOND, dana);
    await desk.claim(dana, first.reference);
    expect((await customer('second')).outcome).toMatchObject({ position: 1, waitSeconds: 40 });
    expect((await customer('third')).outcome).toMatchObject({ position: 2, waitSeconds: 80 });
  });

  test('promises no wait while everybody is busy or at their limit', async () => {
    const { agent, customer, pass, desk, presences, clock } = await open({ limit: 1 });
    const dana = await agent('Dana');
    const { reference } = await customer('first');
    await pass(40 * SECOND, dana);
    await desk.claim(dana, reference);
    const busy = { kind: 'waiting', reference: 'REF-2', position: 1, isEverybodyBusy: true };
    expect((await customer('second')).outcome).toEqual(busy);
    const kim = await agent('Kim');
    await presences.note(kim.id, { at: clock.now(), availability: 'busy' });
    expect((await customer('second')).outcome).toEqual(busy);
    await presences.note(kim.id, { at: clock.now(), availability: 'available' });
    expect((await customer('third')).outcome).toMatchObject({ position: 2, waitSeconds: 80 });
  });

  test('marks a chat as overdue before three minutes', async () => {
    const { agent, customer, pass, chats, record } = await open();
    const dana = await agent('Dana');
    const { reference } = await customer('waits');
    await pass(110 * SECOND, dana);
    expect((await chats.find(reference))?.overdueAt).toBeUndefined();
    await pass(20 * SECOND, dana);
    expect((await chats.find(reference))?.overdueAt).toBeDefined();
    expect(
      record.entries.filter(({ msg }) => msg === 'a customer has been waiting for a long time'),
    ).toHaveLength(1);
  });

  test('lets nobody wait forever: it says when somebody will be back, and offers to take a message', async () => {
    const { agent, customer, pass, chats, handoff } = await open();
    const dana = await agent('Dana');
    const { reference, transcriptText } = await customer('waits');
    await pass(10 * MINUTE, dana);
    expect(await chats.find(reference)).toMatchObject({ state: 'closed', end: 'nobody' });
    expect(await transcriptText()).toContain('Shall I take a message for them?');
    expect(await transcriptText()).toMatch(/Wednesday, March 4.*10:00\sAM \(your time\)/);
    expect(await handoff.state('waits')).toMatchObject({ state: 'closed', end: 'nobody' });
  });

  test('gives up at once when the last agent leaves the desk', async () => {
    const { agent, customer, pass, chats, presences, clock } = await open();
    const dana = await agent('Dana');
    const { reference } = await customer('waits');
    await pass(70 * SECOND, dana);
    expect(await chats.find(reference)).toMatchObject({ state: 'waiting' });
    await presences.note(dana.id, { at: clock.now(), availability: 'away' });
    await pass(10 * SECOND);
    expect(await chats.find(reference)).toMatchObject({ state: 'closed', end: 'nobody' });
  });

  test('takes a chat back at its head when the agent has been gone for a minute, and tells the customer', async () => {
    const { agent, customer, pass, chats, desk } = await open();
    const [dana, kim] = [await agent('Dana'), await agent('Kim')];
    const { reference, transcriptText } = await customer('first');
    await customer('second');
    await desk.claim(dana, reference);
    await pass(50 * SECOND, kim);
    expect(await chats.find(reference)).toMatchObject({ state: 'connected' });
    // Back within the minute: nothing happens.
    await pass(30 * SECOND, kim, dana);
    expect(await chats.find(reference)).toMatchObject({ state: 'connected', agent: { name: 'Dana' } });
    await pass(70 * SECOND, kim);
    expect(await chats.waiting()).toMatchObject([
      { reference, hasPriority: true, agent: undefined },
      { conversationId: 'second' },
    ]);
    expect((await transcriptText()).match(/I've lost the connection to Dana/g)).toHaveLength(1);
    expect(await desk.say(dana, reference, { clientId: 'too late to say', text: 'x' })).toEqual({
      kind: 'over',
    });
    expect(await desk.claim(kim, reference)).toMatchObject({ kind: 'done' });
  });

  test('gives agents time to reconnect after the server starts', async () => {
    const { agent, customer, desk, chats, clock, keeper } = await open();
    const dana = await agent('Dana');
    const { reference } = await customer('first');
    await desk.claim(dana, reference);
    clock.advance(59 * SECOND);
    await keeper.runNow();
    expect(await chats.find(reference)).toMatchObject({ state: 'connected' });
  });

  test.each(['read-only', 'gone'] as const)(
    'gives agents time to be seen after the database was %s, and nobody loses a chat or their place',
    async (how) => {
      const { agent, customer, desk, chats, pass, passWithout, keeper } = await open();
      const dana = await agent('Dana');
      const [talking, waiting] = [await customer('talks'), await customer('waits')];
      await desk.claim(dana, talking.reference);
      await pass(MINUTE, dana);
      await passWithout(how, 80 * SECOND, dana);
      await keeper.runNow();
      expect(await chats.find(talking.reference)).toMatchObject({ state: 'connected' });
      expect(await chats.find(waiting.reference)).toMatchObject({ state: 'waiting' });
      // Whoever is still missing after that is gone.
      await pass(MINUTE);
      expect(await chats.find(talking.reference)).toMatchObject({ state: 'closed', end: 'nobody' });
    },
  );

  test('gives agents time to be seen after the process was suspended', async () => {
    const { agent, customer, desk, chats, pass, clock, keeper } = await open();
    const dana = await agent('Dana');
    const { reference } = await customer('talks');
    await desk.claim(dana, reference);
    await pass(2 * MINUTE, dana);
    clock.advance(5 * MINUTE);
    await keeper.runNow();
    expect(await chats.find(reference)).toMatchObject({ state: 'connected' });
    await pass(2 * MINUTE, dana);
    expect(await chats.find(reference)).toMatchObject({ state: 'connected', agent: { name: 'Dana' } });
  });

  test('gives a returned chat to a colleague, and back to the same agent only if nobody else takes chats', async () => {
    const { agent, customer, pass, chats, desk, presences, clock } = await open({
      assignment: 'round-robin',
    });
    const dana = await agent('Dana');
    const { reference } = await customer('moves');
    await pass(10 * SECOND, dana);
    const kim = await agent('Kim');
    const giveUp = (who: typeof dana) => desk.transfer(who, reference, { to: 'queue' }, '');
    const hasIt = async () => (await chats.find(reference))?.agent?.name;
    await giveUp(dana);
    await pass(10 * SECOND, dana, kim);
    expect(await hasIt()).toBe('Kim');
    await presences.note(dana.id, { at: clock.now(), availability: 'busy' });
    await giveUp(kim);
    await pass(10 * SECOND, dana, kim);
    expect(await hasIt()).toBe('Kim');
  });

  test('keeps a returned chat for a colleague who is at their limit, and gives the next one out meanwhile', async () => {
    const { agent, customer, pass, chats, desk } = await open({ assignment: 'round-robin', limit: 1 });
    const kim = await agent('Kim');
    const other = await customer('other');
    await pass(10 * SECOND, kim);
    const dana = await agent('Dana');
    const returned = await customer('returned');
    await pass(10 * SECOND, kim, dana);
    await desk.transfer(dana, returned.reference, { to: 'queue' }, '');
    const next = await customer('next');
    await pass(10 * SECOND, kim, dana);
    expect(await chats.find(returned.reference)).toMatchObject({
      state: 'waiting',
      preferredAgent: undefined,
    });
    expect(await chats.find(next.reference)).toMatchObject({ state: 'connected', agent: { name: 'Dana' } });
    await desk.close(kim, other.reference, 'solved');
    await pass(10 * SECOND, kim, dana);
    expect(await chats.find(returned.reference)).toMatchObject({ agent: { name: 'Kim' } });
  });

  test('gives a returning customer to the same agent only below the limit', async () => {
    const { agent, customer, pass, chats, desk } = await open({ assignment: 'round-robin', limit: 1 });
    const dana = await agent('Dana');
    const first = await customer('returns');
    await pass(10 * SECOND, dana);
    await desk.close(dana, first.reference, 'solved');
    await customer('other');
    await pass(10 * SECOND, dana);
    const again = await customer('returns');
    expect(again.outcome).toMatchObject({ agentName: 'Dana' });
    await pass(10 * SECOND, dana);
    expect(await chats.find(again.reference)).toMatchObject({ state: 'waiting' });
    const kim = await agent('Kim');
    await pass(10 * SECOND, dana, kim);
    expect(await chats.find(again.reference)).toMatchObject({ agent: { name: 'Kim' } });
  });

  test('does not end a chat as idle whose customer has just written', async () => {
    const { agent, customer, pass, chats, desk, clock } = await open({ idleMs: 2 * MINUTE });
    const dana = await agent('Dana');
    const { reference, says } = await customer('writes');
    await desk.claim(dana, reference);
    await pass(MINUTE, dana);
    const silentSince = clock.now();
    expect(await chats.silentSince(silentSince)).toMatchObject([{ reference }]);
    clock.advance(SECOND);
    await says('I am back');
    const end = () => ({ patch: { state: 'closed', end: 'idle' } as const });
    expect(await chats.change(reference, { decide: end, silentSince })).toMatchObject({ kind: 'kept' });
    expect(await chats.change(reference, { decide: end, silentSince: clock.now() })).toMatchObject({
      kind: 'changed',
    });
  });

  test('ends idle chats, with a notice', async () => {
    const { agent, customer, pass, chats, desk } = await open({ idleMs: 2 * MINUTE });
    const dana = await agent('Dana');
    const { reference, transcriptText } = await customer('silent');
    await desk.claim(dana, reference);
    await pass(100 * SECOND, dana);
    await desk.say(dana, reference, { clientId: 'said by Dana', text: 'Still there?' });
    await pass(100 * SECOND, dana);
    expect(await chats.find(reference)).toMatchObject({ state: 'connected' });
    await pass(30 * SECOND, dana);
    expect(await chats.find(reference)).toMatchObject({ state: 'closed', end: 'idle' });
    expect(await transcriptText()).toContain('quiet for a while');
  });

  test('works the same with several processes as with one', async () => {
    const { agent, customer, pass, keeper, clock, chats, desk } = await open({
      assignment: 'round-robin',
      limit: 1,
    });
    const [dana, kim] = [await agent('Dana'), await agent('Kim')];
    const customers = [await customer('a'), await customer('b'), await customer('c')];
    await Promise.all([keeper.runNow(), keeper.runNow()]);
    await pass(10 * SECOND, dana, kim);
    const given = await chats.connected();
    expect(
      given.map((chat) => chat.agent?.name).toSorted((a, b) => String(a).localeCompare(String(b))),
    ).toEqual(['Dana', 'Kim']);
    expect((await customers[0]?.transcriptText())?.match(/You are talking to/g)).toHaveLength(1);
    const [first] = given;
    clock.advance(SECOND);
    await desk.close(
      { id: first?.agent?.id ?? '', name: '', isSupervisor: false },
      first?.reference ?? '',
      'solved',
    );
    await pass(10 * SECOND, dana, kim);
    expect(await chats.waiting()).toEqual([]);
    expect(await customers[2]?.transcriptText()).toContain('You are talking to');
  });

  test('has one open chat per conversation, however often a person is requested', async () => {
    const { agent, customer, chats, handoff, clock } = await open();
    await agent('Dana');
    const { reference } = await customer('asks');
    const again = () => handoff.request({ ...newChat(), conversationId: 'asks', at: clock.now() });
    expect(await Promise.all([again(), again(), again()])).toMatchObject(
      Array.from({ length: 3 }, () => ({ kind: 'waiting', reference, position: 1 })),
    );
    expect(await chats.waiting()).toHaveLength(1);
  });

  test('lets only one of many agents claim a chat at the same time', async () => {
    const { agent, customer, desk } = await open();
    const names = ['Ann', 'Ben', 'Cem', 'Dee', 'Eve'];
    const all = await Promise.all(names.map((name) => agent(name)));
    const { reference, transcriptText } = await customer('wanted');
    const claims = await Promise.all(all.map((each) => desk.claim(each, reference)));
    const winner = all[claims.findIndex(({ kind }) => kind === 'done')];
    expect(claims.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(claims.filter(({ kind }) => kind === 'taken')).toEqual(
      Array.from({ length: 4 }, () => ({ kind: 'taken', by: winner?.name })),
    );
    expect((await transcriptText()).match(/You are talking to/g)).toHaveLength(1);
  });
});
