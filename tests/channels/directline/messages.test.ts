import { expect, test } from 'vitest';
import type { BotLogic } from '#bot/support-bot.ts';
import { DEFAULT_LIMITS } from '#channels/directline/options.ts';
import { onEngines } from '#tests/store/engines.ts';
import { BOT, call, countingBot, pollUntil, serve, Stream, visit } from './harness.ts';

const typingBot: BotLogic = async (context) => {
  if (context.activity.type === 'message') await context.sendActivity({ type: 'typing' });
  await countingBot(context);
};

onEngines('messages over Direct Line', (engine) => {
  const start = async (changes = {}) => serve(await engine.open(await engine.freshConfig()), changes);

  test('a message posted twice with the same client id is stored and answered once', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    const posts = await Promise.all([
      visitor.say('hello', 'client-1'),
      visitor.say('hello', 'client-1'),
      visitor.say('hello', 'client-1'),
    ]);
    expect(new Set(posts.map(({ body }) => body.id)).size).toBe(1);
    expect(posts.map(({ status }) => status)).toEqual([200, 200, 200]);
    await pollUntil(visitor, '1: hello');
    await visitor.say('next', 'client-2');
    expect(await pollUntil(visitor, '2: next')).toEqual(['Welcome', 'hello', '1: hello', 'next', '2: next']);
  });

  test('many messages at once are answered one by one, in the order of their sequence numbers', async () => {
    const { url } = await start({ limits: { ...DEFAULT_LIMITS, enabled: false } });
    const visitor = await visit(url);
    await Promise.all(Array.from({ length: 30 }, (_, index) => visitor.say(`m${index}`, `c${index}`)));
    await visitor.say('last');
    let last = '';
    while (!last.startsWith('31: ')) last = (await pollUntil(visitor, '31: last')).at(-1) ?? '';
    const texts = await pollUntil(visitor, '31: last');
    const asked = texts.filter((text) => /^m\d+$|^last$/.test(text));
    const answered = texts.filter((text) => /^\d+: /.test(text));
    expect(answered).toEqual(asked.map((text, index) => `${index + 1}: ${text}`));
  });

  test('the echo comes before the answer, with the client’s data unchanged', async () => {
    const held = Promise.withResolvers<void>();
    const bot: BotLogic = async (context) => {
      if (context.activity.type === 'message') {
        await held.promise;
        await context.sendActivity('at last');
      }
    };
    const { url } = await start({ bot });
    const visitor = await visit(url);
    const stream = new Stream(visitor.streamUrl);
    const posted = await visitor.say('hello', 'client-1');
    await stream.untilText('hello');
    expect(stream.activities).toEqual([
      expect.objectContaining({
        id: posted.body.id,
        text: 'hello',
        channelData: { clientActivityID: 'client-1' },
      }),
    ]);
    held.resolve();
    await stream.untilText('at last');
  });

  test('replies come from the bot, name the message they answer, and have an id and a time', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    const stream = new Stream(visitor.streamUrl);
    const { body } = await visitor.say('hello');
    await stream.untilText('1: hello');
    const [welcome] = stream.activities;
    expect(welcome).not.toHaveProperty('replyToId');
    const reply = stream.activities.at(-1);
    expect(reply).toMatchObject({ replyToId: body.id, from: { ...BOT, role: 'bot' } });
    expect(reply?.['id']).toMatch(/^[\w.-]+$/);
    expect(Date.parse(String(reply?.['timestamp']))).not.toBeNaN();
  });

  test('typing shows up on the stream and is never stored', async () => {
    const { url } = await start({ bot: typingBot });
    const visitor = await visit(url);
    const stream = new Stream(visitor.streamUrl);
    await stream.opened();
    await stream.untilText('Welcome');
    await visitor.say('hello');
    await stream.untilText('1: hello');
    expect(stream.activities.map(({ type }) => type)).toContain('typing');
    const { body } = await visitor.poll();
    expect(body.activities.map(({ type }: { type: string }) => type)).not.toContain('typing');
  });

  test('a turn that throws is retried; in the end the visitor gets an apology and can continue', async () => {
    let asked = 0;
    const bot: BotLogic = async (context) => {
      if (context.activity.text === 'bad') {
        asked += 1;
        await context.sendActivity('half an answer');
        throw new Error('no idea');
      }
      await countingBot(context);
    };
    const { url } = await start({ bot, apology: 'Sorry' });
    const visitor = await visit(url);
    await visitor.say('bad');
    await visitor.say('good');
    const texts = await pollUntil(visitor, '1: good');
    const replies = texts.filter((text) => text !== 'bad' && text !== 'good');
    expect(replies).toEqual(['Welcome', 'Sorry', '1: good']);
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThan(6);
  });

  test('a message sent outside a turn is stored and shown; an unknown conversation is reported', async () => {
    const { url, line } = await start();
    const visitor = await visit(url);
    const stream = new Stream(visitor.streamUrl);
    await stream.untilText('Welcome');
    const from = { id: 'agent', name: 'Ann' };
    expect(
      await line.send(visitor.conversationId, [{ type: 'message', text: 'I am here', from }]),
    ).toHaveLength(1);
    await stream.untilText('I am here');
    expect(stream.activities.at(-1)).toMatchObject({ from: { name: 'Ann', role: 'bot' } });
    expect(await line.send('nobody', [{ type: 'message', text: 'hello?' }])).toBeUndefined();
  });

  test('an invalid activity gets 400, one that is too big gets 413', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    const post = (body: unknown) =>
      call(url, 'POST', `/conversations/${visitor.conversationId}/activities`, {
        token: visitor.token,
        body,
      });
    for (const body of [
      '{',
      '[]',
      '"text"',
      { type: 'message', text: 7 },
      { type: 'message', attachments: 'x' },
    ])
      expect((await post(body)).status).toBe(400);
    const tooBig = await post({ type: 'message', text: 'x'.repeat(70_000) });
    expect(tooBig.status).toBe(413);
    expect(tooBig.body.error.code).toBe('TooLarge');
  });
});
