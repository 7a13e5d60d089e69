import { expect, test } from 'vitest';
import { onceStored } from '#bot/once-stored.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import type { DirectLine } from '#channels/directline/direct-line.ts';
import type { Store } from '#store/store.ts';
import { onEngines } from '#tests/store/engines.ts';
import { countingBot, pollUntil, serve, Stream, type Visitor, visit } from './harness.ts';

/** A visitor who has had an answer: from then on, the server has cached everything that the bot reads. */
async function welcomed(url: string): Promise<Visitor> {
  const visitor = await visit(url);
  await visitor.say('hello');
  await pollUntil(visitor, '1: hello');
  return visitor;
}

/** The messages since then. */
const storedTexts = async (store: Store, { conversationId }: Visitor): Promise<unknown[]> =>
  (await store.transcript.after(conversationId, 4, 100)).flatMap(
    ({ body }) => (JSON.parse(body) as { text?: unknown }).text ?? [],
  );

onEngines('a message that the bot can answer at once', (engine) => {
  const open = async () => engine.open(await engine.freshConfig());

  test('is stored with its answer before it is acknowledged, and both arrive in one frame', async () => {
    const { url, store } = await serve(await open());
    const visitor = await welcomed(url);
    const stream = new Stream(visitor.streamUrl);
    await stream.untilText('1: hello');
    const { body } = await visitor.say('one');
    expect(await storedTexts(store, visitor)).toEqual(['one', '2: one']);
    await stream.untilText('2: one');
    expect(stream.frames.at(-1)?.activities).toMatchObject([
      { text: 'one', id: body.id, from: { id: visitor.userId, role: 'user' } },
      { text: '2: one', id: `${body.id}-1`, replyToId: body.id, from: { role: 'bot' } },
    ]);
  });

  test('is stored once, however often it is sent', async () => {
    const { url, store } = await serve(await open());
    const visitor = await welcomed(url);
    const ids = await Promise.all(['same', 'same', 'same'].map((id) => visitor.say('one', id)));
    expect(new Set(ids.map(({ body }) => body.id)).size).toBe(1);
    await visitor.say('two');
    await pollUntil(visitor, '3: two');
    expect(await storedTexts(store, visitor)).toEqual(['one', '2: one', 'two', '3: two']);
  });

  test('waits for earlier messages of its conversation', async () => {
    const { url, store } = await serve(await open());
    const visitor = await welcomed(url);
    const texts = Array.from({ length: 10 }, (_, n) => `m${n}`);
    await Promise.all(texts.map((text) => visitor.say(text)));
    await visitor.say('last');
    await pollUntil(visitor, '12: last');
    const stored = (await storedTexts(store, visitor)).map(String);
    const messages = stored.filter((text) => /^m\d$/.test(text));
    const answers = stored.filter((text) => /^\d+: m/.test(text));
    expect(messages).toHaveLength(10);
    expect(answers).toEqual(messages.map((text, at) => `${at + 2}: ${text}`));
  });
});

onEngines('a message that the bot cannot answer at once', (engine) => {
  const open = async () => engine.open(await engine.freshConfig());

  test('is acknowledged while the bot is still waiting for something, and answered once', async () => {
    const held = Promise.withResolvers<void>();
    const bot: BotLogic = async (context) => {
      if (context.activity.text === 'slow') await held.promise;
      await countingBot(context);
    };
    const { url, store } = await serve(await open(), { bot });
    const visitor = await welcomed(url);
    expect((await visitor.say('slow')).status).toBe(200);
    expect(await storedTexts(store, visitor)).toEqual(['slow']);
    held.resolve();
    await pollUntil(visitor, '2: slow');
    expect((await visitor.say('quick')).status).toBe(200);
    expect(await storedTexts(store, visitor)).toEqual(['slow', '2: slow', 'quick', '3: quick']);
  });

  test('counts as not stored in its first turn, however late the bot acts', async () => {
    const held = Promise.withResolvers<void>();
    const unstored: unknown[] = [];
    let line: DirectLine | undefined;
    const bot: BotLogic = async (context) => {
      if (context.activity.text === 'slow') {
        await held.promise;
        unstored.push(line?.isUnstored());
      }
      await countingBot(context);
    };
    const { url } = await serve(await open(), { bot }, (mounted) => {
      line = mounted;
    });
    const visitor = await welcomed(url);
    await visitor.say('slow');
    held.resolve();
    await pollUntil(visitor, '2: slow');
    expect(unstored).toEqual([true, false]);
  });

  test('is counted once, when it is stored', async () => {
    const counted: unknown[] = [];
    const bot: BotLogic = async (context) => {
      const { type, text } = context.activity;
      if (type === 'message') onceStored(context, () => counted.push(text));
      await countingBot(context);
    };
    const { url, store } = await serve(await open(), { bot });
    const visitor = await welcomed(url);
    await store.transcript.append(visitor.conversationId, [{ type: 'message', text: 'from elsewhere' }]);
    await visitor.say('one');
    await pollUntil(visitor, '2: one');
    await visitor.say('two');
    expect(counted).toEqual(['hello', 'one', 'two']);
  });

  test('because it throws: it runs again on the stored message', async () => {
    let runs = 0;
    const bot: BotLogic = async (context) => {
      if (context.activity.text === 'hard' && (runs += 1) < 3) throw new Error('not yet');
      await countingBot(context);
    };
    const { url } = await serve(await open(), { bot });
    const visitor = await welcomed(url);
    await visitor.say('hard');
    await pollUntil(visitor, '2: hard');
    expect(runs).toBe(3);
  });

  test('because it is long: it is stored first', async () => {
    const stored: unknown[] = [];
    let line: DirectLine | undefined;
    const bot: BotLogic = async (context) => {
      const { type, text } = context.activity;
      if (type === 'message' && text !== 'hello') stored.push([text.length, line?.isUnstored()]);
      await countingBot(context);
    };
    const { url } = await serve(await open(), { bot }, (mounted) => {
      line = mounted;
    });
    const visitor = await welcomed(url);
    await visitor.say('short');
    await visitor.say('x'.repeat(2000));
    await pollUntil(visitor, `3: ${'x'.repeat(2000)}`);
    expect(stored).toEqual([
      [5, true],
      [2000, false],
    ]);
  });

  test('because another process has continued the conversation', async () => {
    const { url, store } = await serve(await open());
    const visitor = await welcomed(url);
    await visitor.say('one');
    await store.transcript.append(visitor.conversationId, [{ type: 'message', text: 'from elsewhere' }]);
    await visitor.say('two');
    await pollUntil(visitor, '3: two');
    expect(await storedTexts(store, visitor)).toEqual(['one', '2: one', 'from elsewhere', 'two', '3: two']);
  });
});
