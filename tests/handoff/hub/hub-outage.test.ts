import { expect, test } from 'vitest';
import { asActivity } from '#channels/directline/chat-activity.ts';
import { createAgentActions } from '#handoff/create-agent-actions.ts';
import { createHubNotifier } from '#handoff/hub/hub-notifier.ts';
import { HUB_AGENT_ID } from '#handoff/hub/hub-presence.ts';
import { onEngines, TestClock } from '#tests/store/engines.ts';
import { silent } from '#tests/support/silent.ts';
import { newChat } from '../chats.ts';

const SECOND = 1000;
const rita = { id: HUB_AGENT_ID, name: 'Rita', isSupervisor: false };

onEngines('a hub that cannot be reached', (engine) => {
  async function open() {
    const clock = new TestClock();
    const store = await engine.open(await engine.freshConfig(), clock.now);
    const { chats, hubChats, transcript, conversations } = store;
    chats.useActivityBuilder((_chat, line) => asActivity(line));
    const desk = createAgentActions({ ...store, limit: 5, presenceTimeoutMs: 60 * SECOND, clock: clock.now });
    const received: { id: string; text?: string; attachments?: unknown }[] = [];
    let status = 200;
    let asked = 0;
    const hub = createHubNotifier({
      url: 'http://hub.example/',
      secret: 'a secret of both sides',
      chats,
      hubChats,
      readAfter: (id, after, most) => transcript.after(id, after, most),
      readNewest: (id, before, most) => transcript.newest(id, before, most),
      presenceTimeoutMs: 60 * SECOND,
      clock: clock.now,
      log: silent,
      send: (_url, options) => {
        asked += 1;
        if (status === 200) received.push(JSON.parse(options?.body as string) as (typeof received)[number]);
        return Promise.resolve(new Response(null, { status }));
      },
    });
    await conversations.start({ id: 'conversation', userId: 'u' }, () => ({ type: 'conversationUpdate' }));
    const { reference } = await chats.open(newChat());
    const says = (text: string) =>
      transcript.append('conversation', [{ type: 'message', text, from: { role: 'user' } }]);
    const answers = (next: number): void => {
      status = next;
    };
    const pass = async (seconds: number): Promise<void> => {
      clock.advance(seconds * SECOND);
      await hub.runNow();
    };
    const reads = async (): Promise<string> =>
      (await transcript.after('conversation', 0, 100)).map(({ body }) => body).join('\n');
    return {
      chats,
      hubChats,
      clock,
      desk,
      hub,
      received,
      reference,
      says,
      reads,
      answers,
      pass,
      asked: () => asked,
    };
  }

  test('gets the chat when it is back', async () => {
    const { received, answers, pass, reference } = await open();
    answers(503);
    await pass(0);
    await pass(3);
    answers(200);
    await pass(3);
    await pass(3);
    expect(received.map(({ id }) => id)).toEqual([`${reference}/initiate`]);
  });

  test('is offered the chat again if the server stopped before the hub had answered', async () => {
    const { received, hubChats, reference, clock, pass } = await open();
    const offered = { isOffered: true, sentSeq: 0, failingSince: clock.now() };
    await hubChats.begin(reference);
    await hubChats.update(reference, offered, clock.now());
    await pass(1);
    await pass(3);
    expect(received.map(({ id }) => id)).toEqual([`${reference}/initiate`]);
  });

  test('gets the newest part of a long conversation, marked as shortened', async () => {
    const { received, pass, says } = await open();
    for (let n = 1; n <= 30; n += 1) await says(`${n} ${'x'.repeat(20_000)}`);
    await pass(0);
    const [first] = received;
    const [{ content }] = (first?.attachments ?? []) as [
      { content: { activities: { text: string }[]; isShortened: boolean } },
    ];
    const { activities, isShortened } = content;
    expect(isShortened).toBe(true);
    expect(activities.map(({ text }) => text.split(' ')[0])).toEqual(
      Array.from({ length: 13 }, (_, index) => String(18 + index)),
    );
  });

  test('is tried less and less often while it is down', async () => {
    const { answers, asked, pass } = await open();
    answers(503);
    for (let second = 0; second < 50; second += 1) await pass(1);
    expect(asked()).toBeLessThan(10);
  });

  test('gets the messages written during the outage, in order and each once', async () => {
    const { received, answers, pass, reference, desk, says } = await open();
    await pass(0);
    await desk.claim(rita, reference);
    await says('one');
    await pass(1);
    answers(500);
    await says('two');
    await says('three');
    await pass(3);
    answers(200);
    await pass(3);
    await pass(3);
    expect(received.slice(1).map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  test('loses the chat after a minute: the customer is told why, and goes ahead of new requests', async () => {
    const { answers, pass, reference, desk, says, reads, chats } = await open();
    await pass(0);
    await desk.claim(rita, reference);
    answers(500);
    await says('anybody there?');
    for (let times = 0; times < 10; times += 1) await pass(3);
    expect(await chats.find(reference)).toMatchObject({ state: 'connected' });
    for (let times = 0; times < 12; times += 1) await pass(3);
    expect(await chats.find(reference)).toMatchObject({ state: 'waiting', hasPriority: true });
    expect(await reads()).toContain(
      "I've lost the connection to Rita. You're back in the queue, ahead of new requests",
    );
  });
});
