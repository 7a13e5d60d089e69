import { expect, test } from 'vitest';
import { asActivity } from '#channels/directline/chat-activity.ts';
import { createGracePeriod } from '#handoff/grace-period.ts';
import { createQueueManager } from '#handoff/queue-manager.ts';
import { withSteadyTimes } from '#handoff/steady-presence.ts';
import { createAges } from '#time/ages.ts';
import { onEngines, TestClock } from '../store/engines.ts';
import { silent } from '../support/silent.ts';
import { newChat } from './chats.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

onEngines('a change of the clock', (engine) => {
  async function open() {
    const wall = new TestClock();
    const steady = new TestClock();
    const store = await engine.open(await engine.freshConfig(), wall.now);
    const { chats, agents, presences, conversations } = store;
    chats.useActivityBuilder((_chat, line) => asActivity(line));
    const ages = createAges(wall.now, steady.now);
    const keeper = createQueueManager({
      chats,
      presences: withSteadyTimes(presences, ages, wall.now),
      rules: {
        assignment: 'claim',
        limit: 3,
        waitLimitMs: 5 * MINUTE,
        idleMs: 15 * MINUTE,
        presenceTimeoutMs: MINUTE,
      },
      hours: undefined,
      ages,
      grace: createGracePeriod({ ages, clock: wall.now }, MINUTE),
      clock: wall.now,
      log: silent,
    });
    await conversations.start({ id: 'conversation', userId: 'u' }, () => ({ type: 'conversationUpdate' }));
    const account = { name: 'Rita', email: 'rita@example.com', role: 'agent' as const, passwordHash: '' };
    const agent = await agents.add(account, wall.now());
    const id = agent?.id ?? '';
    await presences.note(id, { at: wall.now(), availability: 'available' });
    const { reference } = await chats.open({ ...newChat(), requestedAt: wall.now() });
    /** Lets time pass, with or without the agent's desk connected. */
    const pass = async (seconds: number, { isPresent = true } = {}): Promise<void> => {
      for (let left = seconds; left > 0; left -= 10) {
        wall.advance(10 * SECOND);
        steady.advance(10 * SECOND);
        if (isPresent) await presences.note(id, { at: wall.now() });
        await keeper.runNow();
      }
    };
    const set = async (minutes: number): Promise<void> => {
      wall.advance(minutes * MINUTE);
      await keeper.runNow();
    };
    const claim = () =>
      chats.change(reference, {
        decide: () => ({
          patch: { state: 'connected', agent: { id, name: 'Rita' }, claimedAt: wall.now() },
          lines: [{ text: 'Hello' }],
        }),
      });
    const state = async () => (await chats.find(reference))?.state;
    return { pass, set, claim, state };
  }

  test.each([10, -10])(
    'by %i minutes: a waiting customer keeps waiting, as long as usual',
    async (minutes) => {
      const { pass, set, state } = await open();
      await pass(60);
      await set(minutes);
      await pass(180);
      expect(await state()).toBe('waiting');
      await pass(80);
      expect(await state()).toBe('closed');
    },
  );

  test.each([10, -10])('by %i minutes: a chat continues, and ends when it is idle', async (minutes) => {
    const { pass, set, claim, state } = await open();
    await pass(70);
    await claim();
    await pass(8 * 60);
    await set(minutes);
    await pass(6 * 60);
    expect(await state()).toBe('connected');
    await pass(14 * 60);
    expect(await state()).toBe('closed');
  });

  test.each([10, -10])('by %i minutes: an agent who leaves is noticed after a minute', async (minutes) => {
    const { pass, set, claim, state } = await open();
    await pass(70);
    await claim();
    await pass(10);
    await set(minutes);
    expect(await state()).toBe('connected');
    await pass(40, { isPresent: false });
    expect(await state()).toBe('connected');
    await pass(40, { isPresent: false });
    expect(await state()).not.toBe('connected');
  });
});
