import { expect, test } from 'vitest';
import { onEngines } from '#tests/store/engines.ts';
import { createRecordingLog, levels } from '#tests/support/recording-log.ts';
import { createLocation } from '#http/location.ts';
import { call, pollUntil, serve, Stream, visit } from './harness.ts';

onEngines('a conversation over Direct Line', (engine) => {
  const start = async () => serve(await engine.open(await engine.freshConfig()));

  test('the visitor is welcomed once and each message is echoed, then answered, in order', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    const stream = new Stream(visitor.streamUrl);
    await visitor.say('hello');
    await visitor.say('again');
    await stream.untilText('2: again');
    expect(stream.texts.filter((text) => text === 'Welcome')).toHaveLength(1);
    expect(stream.texts.indexOf('hello')).toBeLessThan(stream.texts.indexOf('1: hello'));
    expect(stream.texts.indexOf('1: hello')).toBeLessThan(stream.texts.indexOf('2: again'));
  });

  test('a poll returns the same activities, and with a watermark only newer ones', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    await visitor.say('hello');
    await pollUntil(visitor, '1: hello');
    const all = await visitor.poll();
    expect(all.body.activities.map(({ type }: { type: string }) => type)).not.toContain('conversationUpdate');
    expect(typeof all.body.watermark).toBe('string');
    const none = await visitor.poll(all.body.watermark);
    expect(none.body).toEqual({ activities: [], watermark: all.body.watermark });
    await visitor.say('more');
    await pollUntil(visitor, '2: more');
    const after = await visitor.poll(all.body.watermark);
    expect(after.body.activities.map(({ text }: { text: string }) => text)).toEqual(['more', '2: more']);
  });

  test('a poll that fails by a mistake of the server returns nothing new, and the log does not blame the database', async () => {
    const location = createLocation({ trustProxy: false });
    const baseUrlOf = location.baseUrlOf;
    const { log, entries } = createRecordingLog();
    const { url } = await serve(await engine.open(await engine.freshConfig()), { location, log });
    const visitor = await visit(url);
    await pollUntil(visitor, 'Welcome');
    location.baseUrlOf = () => {
      throw new TypeError('a bug');
    };
    expect(await visitor.poll('0')).toMatchObject({ status: 200, body: { activities: [], watermark: '0' } });
    expect(entries).toMatchObject([
      { level: levels.error, err: { message: 'a bug' }, msg: 'a poll failed; returning nothing new' },
    ]);
    location.baseUrlOf = baseUrlOf;
    expect(await pollUntil(visitor, 'Welcome')).toEqual(['Welcome']);
  });

  test('a conversation starts only once: 201, then 200 without a second welcome', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    await pollUntil(visitor, 'Welcome');
    const again = await call(url, 'POST', '/conversations', { token: visitor.token, body: {} });
    expect(again.status).toBe(200);
    expect(again.body.conversationId).toBe(visitor.conversationId);
    await visitor.say('hello');
    expect(await pollUntil(visitor, '1: hello')).toEqual(['Welcome', 'hello', '1: hello']);
  });
});
