import { expect, test } from 'vitest';
import { asActivity } from '../../../src/channels/directline/chat-line.ts';
import { createAgentDesk } from '../../../src/handoff/agent-desk.ts';
import { createHub, HUB_AGENT_ID } from '../../../src/handoff/hub/hub.ts';
import { onBothEngines, silent, TestClock } from '../../store/engines.ts';
import { newChat } from '../chats.ts';

const SECOND = 1000;
const rita = { id: HUB_AGENT_ID, name: 'Rita', isSupervisor: false };

onBothEngines('a hub that cannot be reached', (engine) => {
  async function open() {
    const clock = new TestClock();
    const store = await engine.open(await engine.freshConfig(), clock.now);
    const { chats, hubChats, transcript, conversations } = store;
    chats.speakAs((_chat, line) => asActivity(line));
    const desk = createAgentDesk({ ...store, limit: 5, goneMs: 60 * SECOND, clock: clock.now });
    const told: { id: string; text?: string }[] = [];
    let status = 200;
    const hub = createHub({
      url: 'http://hub.example/',
      secret: 'a secret of both sides',
      chats,
      hubChats,
      said: (id, after, most) => transcript.after(id, after, most),
      desk,
      goneMs: 60 * SECOND,
      clock: clock.now,
      log: silent,
      send: (_url, options) => {
        if (status === 200) told.push(JSON.parse(options?.body as string) as (typeof told)[number]);
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
      await hub.look();
    };
    return { chats, desk, hub, told, reference, says, answers, pass };
  }

  test('is told of the chat when it is back', async () => {
    const { told, answers, pass, reference } = await open();
    answers(503);
    await pass(0);
    await pass(3);
    answers(200);
    await pass(3);
    await pass(3);
    expect(told.map(({ id }) => id)).toEqual([`${reference}/initiate`]);
  });

  test('gets what the customer said meanwhile in order, each once', async () => {
    const { told, answers, pass, reference, desk, says } = await open();
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
    expect(told.slice(1).map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  test('loses the chat after a minute: the customer goes back to the queue', async () => {
    const { answers, pass, reference, desk, says, chats } = await open();
    await pass(0);
    await desk.claim(rita, reference);
    answers(500);
    await says('anybody there?');
    for (let times = 0; times < 10; times += 1) await pass(3);
    expect(await chats.find(reference)).toMatchObject({ state: 'connected' });
    for (let times = 0; times < 12; times += 1) await pass(3);
    expect(await chats.find(reference)).toMatchObject({ state: 'waiting', goesFirst: true });
  });
});
