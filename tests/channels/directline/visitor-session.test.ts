import { expect, test } from 'vitest';
import { onEngines, TestClock } from '#tests/store/engines.ts';
import { call, serve, Stream } from './harness.ts';

onEngines('a visitor session', (engine) => {
  const SHOP = 'https://shop.example';
  const start = async (allowedOrigins: string[] = [SHOP]) => {
    const clock = new TestClock();
    const store = await engine.open(await engine.freshConfig(), clock.now);
    const { url } = await serve(store, { allowedOrigins, clock: clock.now });
    const open = (body: object = {}, origin = SHOP) =>
      call(url, 'POST', '/visitor-session', { body, headers: { origin } });
    return { clock, url, open };
  };

  test('a page gets a token without a secret and starts its conversation with it', async () => {
    const { url, open } = await start();
    const { status, body } = await open();
    expect(status).toBe(200);
    expect(body.userId).toMatch(/^dl_/);
    expect(body.resumed).toBe(false);
    const started = await call(url, 'POST', '/conversations', {
      token: body.token,
      headers: { origin: SHOP },
    });
    expect(started.status).toBe(201);
    expect(started.body.conversationId).toBe(body.conversationId);
  });

  test('after a reload the same visitor sees the whole of the same conversation', async () => {
    const { url, open } = await start();
    const first = (await open()).body;
    const opened = await call(url, 'POST', '/conversations', { token: first.token });
    const before = new Stream(opened.body.streamUrl);
    await call(url, 'POST', `/conversations/${first.conversationId}/activities`, {
      token: first.token,
      body: { type: 'message', text: 'remember me' },
    });
    await before.untilText('1: remember me');

    const second = (await open({ credential: first.credential })).body;
    expect(second).toMatchObject({
      conversationId: first.conversationId,
      userId: first.userId,
      resumed: true,
    });
    const resumed = await call(url, 'POST', '/conversations', { token: second.token });
    expect(resumed.status).toBe(200);
    const after = new Stream(resumed.body.streamUrl);
    await after.untilText('1: remember me');
    expect(after.texts).toEqual(before.texts);
  });

  test('a visitor who starts over is the same user in a new conversation, in other tabs too', async () => {
    const { clock, open } = await start();
    const first = (await open()).body;
    clock.advance(1000);
    const anew = (await open({ credential: first.credential, startNew: true })).body;
    expect(anew.userId).toBe(first.userId);
    expect(anew.conversationId).not.toBe(first.conversationId);
    const otherTab = (await open({ credential: first.credential })).body;
    expect(otherTab.conversationId).toBe(anew.conversationId);
  });

  /** Starts the conversation of a session and writes into it. */
  const writes = async (
    url: string,
    { token, conversationId }: { token: string; conversationId: string },
    text: string,
  ): Promise<void> => {
    const opened = await call(url, 'POST', '/conversations', { token });
    const stream = new Stream(opened.body.streamUrl);
    await call(url, 'POST', `/conversations/${conversationId}/activities`, {
      token,
      body: { type: 'message', text },
    });
    await stream.untilText(`1: ${text}`);
  };

  test('a visitor can go back to an earlier conversation, and stays in it after a reload', async () => {
    const { url, clock, open } = await start();
    const first = (await open()).body;
    await writes(url, first, 'the first one');
    clock.advance(1000);
    const second = (await open({ credential: first.credential, startNew: true })).body;
    await writes(url, second, 'the second one');
    clock.advance(1000);
    // Nothing is written in this one.
    await open({ credential: first.credential, startNew: true });

    const listed = await call(url, 'POST', '/visitor-conversations', {
      body: { credential: first.credential },
      headers: { origin: SHOP },
    });
    expect(listed.body.conversations).toMatchObject([
      { conversationId: second.conversationId, firstWords: 'the second one' },
      { conversationId: first.conversationId, firstWords: 'the first one' },
    ]);
    const back = (await open({ credential: first.credential, conversationId: first.conversationId })).body;
    expect(back).toMatchObject({ conversationId: first.conversationId, resumed: true });
  });

  test('nobody can go back to a conversation that is not theirs', async () => {
    const { url, open } = await start();
    const theirs = (await open()).body;
    await writes(url, theirs, 'private');
    const other = (await open()).body;
    const wish = { credential: other.credential, conversationId: theirs.conversationId };
    expect((await open(wish)).body.conversationId).toBe(other.conversationId);
    const lists = await Promise.all(
      [other.credential, 'rubbish', theirs.token].map((credential) =>
        call(url, 'POST', '/visitor-conversations', { body: { credential }, headers: { origin: SHOP } }),
      ),
    );
    for (const { body } of lists) expect(body.conversations).toEqual([]);
    const elsewhere = { origin: 'https://evil.example' };
    const body = { credential: theirs.credential };
    expect((await call(url, 'POST', '/visitor-conversations', { body, headers: elsewhere })).status).toBe(
      403,
    );
  });

  test('a forged credential, or a token of another kind, creates a new visitor', async () => {
    const { open } = await start();
    const first = (await open()).body;
    for (const credential of ['rubbish', first.token, `${first.credential}x`]) {
      const { status, body } = await open({ credential });
      expect(status).toBe(200);
      expect(body.userId).not.toBe(first.userId);
    }
  });

  test('only allowed origins can open a session; by default, only the server’s own', async () => {
    const { open } = await start();
    expect((await open({}, 'https://evil.example')).status).toBe(403);
    const own = await start([]);
    expect((await own.open({}, SHOP)).status).toBe(403);
    expect((await own.open({}, own.url)).status).toBe(200);
    expect((await call(own.url, 'POST', '/visitor-session', { body: {} })).status).toBe(403);
  });
});
