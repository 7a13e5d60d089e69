import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { BotLogic } from '#bot/support-bot.ts';
import { onEngines, onPostgres, sqliteEngine } from '#tests/store/engines.ts';
import { createDataDir } from '#tests/support/data-dir.ts';
import { ownPostgres } from '#tests/support/own-postgres.ts';
import { countingBot, pollUntil, serve, Stream, TEST_LIMITS, visit } from './harness.ts';

onEngines('after a crash', (engine) => {
  test('the next process answers all accepted messages once, in order', async () => {
    const config = await engine.freshConfig();
    // A process that dies: its bot replies too late, and nothing is shut down properly.
    const held = Promise.withResolvers<void>();
    const bot: BotLogic = async (context) => {
      if (context.activity.type === 'message') await held.promise;
      await countingBot(context);
    };
    const dying = await serve(await engine.open(config), { bot });
    const before = await visit(dying.url);
    await pollUntil(before, 'Welcome');
    for (const text of ['one', 'two', 'three']) expect((await before.say(text)).status).toBe(200);
    await dying.store.close();

    const next = await serve(await engine.open(config));
    const after = { ...before, poll: async () => poll(next.url, before) };
    expect(await pollUntil(after, '3: three')).toEqual([
      'Welcome',
      'one',
      'two',
      'three',
      '1: one',
      '2: two',
      '3: three',
    ]);
    held.resolve();
  });
});

const poll = async (url: string, { conversationId, token }: { conversationId: string; token: string }) => {
  const path = `${url}/v3/directline/conversations/${conversationId}/activities`;
  const response = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json(), headers: response.headers };
};

onPostgres('two replicas on one database', (engine) => {
  test('messages sent to one replica show up on the other, and are answered once, in order', async () => {
    const config = await engine.freshConfig();
    const [a, b] = [await serve(await engine.open(config)), await serve(await engine.open(config))];
    const atA = await visit(a.url);
    const stream = new Stream(atA.streamUrl.replace(new URL(a.url).host, new URL(b.url).host));
    await stream.untilText('Welcome');
    const post = (url: string, text: string) =>
      fetch(`${url}/v3/directline/conversations/${atA.conversationId}/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${atA.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'message', text }),
      });
    for (let n = 0; n < 10; n += 1) await Promise.all([post(a.url, `a${n}`), post(b.url, `b${n}`)]);
    await stream.until(({ texts }) => texts.filter((text) => /^\d+: /.test(String(text))).length === 20);
    const asked = stream.texts.filter((text) => /^[ab]\d+$/.test(String(text)));
    const answered = stream.texts.filter((text) => /^\d+: /.test(String(text)));
    expect(answered).toEqual(asked.map((text, index) => `${index + 1}: ${String(text)}`));
  });

  test('typing on one replica shows up on the other', async () => {
    const config = await engine.freshConfig();
    const [a, b] = [await serve(await engine.open(config)), await serve(await engine.open(config))];
    const visitor = await visit(a.url);
    const stream = new Stream(visitor.streamUrl.replace(new URL(a.url).host, new URL(b.url).host));
    await stream.untilText('Welcome');
    await a.line.sendTyping(visitor.conversationId, { name: 'Dana' });
    await stream.until(({ activities }) => activities.some(({ type }) => type === 'typing'));
    expect(stream.activities.at(-1)).toMatchObject({ type: 'typing', from: { role: 'bot' } });
  });
});

onPostgres('a database server while it is down', (engine) => {
  const ownServer = ownPostgres();

  test('requests fail with 503 and a code, polls return nothing, and everything recovers when it is back', async () => {
    const postgres = ownServer();
    const { url, store } = await serve(
      await engine.open({ databaseUrl: postgres.url, dataDir: createDataDir() }),
      // The first message after the outage is handled without delay.
      { limits: { ...TEST_LIMITS, enabled: false } },
    );
    const visitor = await visit(url);
    const stream = new Stream(visitor.streamUrl);
    await visitor.say('before');
    await stream.untilText('1: before');
    const { watermark } = (await visitor.poll()).body;

    await postgres.stop();
    const refused = await visitor.say('during');
    expect(refused.status).toBe(503);
    expect(refused.body.error.code).toBe('ServiceUnavailable');
    expect(await visitor.poll(watermark)).toMatchObject({ status: 200, body: { activities: [], watermark } });
    await expect(store.check()).rejects.toMatchObject({ code: 'StoreUnavailable' });

    await postgres.start();
    while ((await visitor.say('after', 'client-after')).status !== 200);
    await stream.untilText('2: after');
    expect(stream.texts).not.toContain('during');
  });
});

describe('SQLite on a full or read-only disk', () => {
  const engine = sqliteEngine();

  test.each([
    ['full', 'pragma max_page_count = 1', 'pragma max_page_count = 1000000'],
    ['read-only', 'pragma query_only = 1', 'pragma query_only = 0'],
  ])(
    '%s: requests fail with 503, reading still works, and everything works again after the fix',
    async (_, fail, mend) => {
      const { url, store } = await serve(await engine.open(await engine.freshConfig()));
      const visitor = await visit(url);
      await pollUntil(visitor, 'Welcome');
      await sql.raw(fail).execute(store.engine.db);
      let status = 200;
      // A half-empty database page still has room for a few messages.
      while (status === 200) ({ status } = await visitor.say('x'.repeat(3000)));
      expect(status).toBe(503);
      expect((await visitor.poll()).body.activities.length).toBeGreaterThan(0);
      await sql.raw(mend).execute(store.engine.db);
      expect((await visitor.say('after')).status).toBe(200);
      for (;;) {
        const { body } = await visitor.poll();
        if (body.activities.some(({ text }: { text: string }) => /^\d+: after$/.test(text))) break;
      }
    },
  );
});
