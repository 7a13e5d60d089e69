import { SignJWT } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { sqliteEngine, TestClock } from '#tests/store/engines.ts';
import { call, type Running, SECRET, serve, Stream, visit, type Visitor } from './harness.ts';

const unsigned = (claims: object): string =>
  [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') +
  '.';

const engine = sqliteEngine();
let running: Running;
let clock: TestClock;
let visitor: Visitor;
let other: Visitor;

/** Every call that accesses a conversation. */
const calls = (id: string): [method: string, path: string, body?: unknown][] => [
  ['GET', `/conversations/${id}`],
  ['GET', `/conversations/${id}/activities`],
  ['POST', `/conversations/${id}/activities`, { type: 'message', text: 'let me in' }],
  ['POST', `/conversations/${id}/upload?userId=x`, 'a file'],
];

const statusesWith = async (id: string, token: string, headers = {}): Promise<number[]> => {
  const statuses: number[] = [];
  for (const [method, path, body] of calls(id))
    statuses.push((await call(running.url, method, path, { token, body, headers })).status);
  return statuses;
};

const generateFor = (id: string) =>
  call(running.url, 'POST', '/tokens/generate', { token: SECRET, body: { user: { id } } });

beforeEach(async () => {
  clock = new TestClock();
  const store = await engine.open(await engine.freshConfig(), clock.now);
  running = await serve(store, { clock: clock.now });
  visitor = await visit(running.url);
  other = await visit(running.url);
});

describe('access to a conversation', () => {
  test('nobody can access another visitor’s conversation, at any endpoint', async () => {
    expect(await statusesWith(other.conversationId, visitor.token)).toEqual([403, 403, 403, 403]);
    const path = `/conversations/${other.conversationId}`;
    const { body } = await call(running.url, 'GET', path, { token: visitor.token });
    expect(body.error.code).toBe('NotYourConversation');
  });

  test('nobody can open another visitor’s stream with their own token', async () => {
    const url = visitor.streamUrl.replace(visitor.conversationId, other.conversationId);
    await expect(new Stream(url).opened()).rejects.toThrow('403');
    const withApiToken = visitor.streamUrl.replace(/t=.*/, `t=${visitor.token}`);
    await expect(new Stream(withApiToken).opened()).rejects.toThrow('403');
    await expect(new Stream(visitor.streamUrl.replace(/&t=.*/, '')).opened()).rejects.toThrow('401');
  });

  test('a stream’s URL works for 60 seconds', async () => {
    clock.advance(61_000);
    await expect(new Stream(visitor.streamUrl).opened()).rejects.toThrow('403');
  });

  test('every call without credentials gets 401', async () => {
    for (const [method, path, body] of calls(visitor.conversationId))
      expect((await call(running.url, method, path, { body })).status).toBe(401);
    const basic = { authorization: 'Basic abc' };
    expect((await call(running.url, 'POST', '/conversations', { headers: basic })).status).toBe(401);
  });

  test('an expired token gets 403 TokenExpired and cannot be refreshed', async () => {
    clock.advance(3_601_000);
    expect(await statusesWith(visitor.conversationId, visitor.token)).toEqual([403, 403, 403, 403]);
    const refreshed = await call(running.url, 'POST', '/tokens/refresh', { token: visitor.token });
    expect(refreshed.status).toBe(403);
    expect(refreshed.body.error.code).toBe('TokenExpired');
  });

  test('a token is valid for at least 1800 seconds, and a refreshed one replaces it', async () => {
    clock.advance(1_799_000);
    const refreshed = await call(running.url, 'POST', '/tokens/refresh', { token: visitor.token });
    expect(refreshed.body.conversationId).toBe(visitor.conversationId);
    expect(refreshed.body.expires_in).toBeGreaterThanOrEqual(1800);
    clock.advance(2_000_000);
    const [reached] = await statusesWith(visitor.conversationId, refreshed.body.token);
    expect(reached).toBe(200);
  });

  test('forged, unsigned and foreign tokens get 403', async () => {
    const claims = {
      conv: visitor.conversationId,
      user: visitor.userId,
      iss: 'support-bot',
      aud: 'token',
      exp: clock.now().getTime() / 1000 + 600,
    };
    const sign = (key: string, aud: string) =>
      new SignJWT({ ...claims, aud })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(key));
    const [header, payload, signature] = visitor.token.split('.');
    const changed = Buffer.from(JSON.stringify({ ...claims, conv: other.conversationId })).toString(
      'base64url',
    );
    const forged = [
      unsigned(claims),
      await sign('some other key that was never ours', 'token'),
      await sign(SECRET, 'token'),
      `${header}.${changed}.${signature}`,
      `${header}.${payload}.`,
      'no-token-at-all',
    ];
    for (const token of forged)
      expect(await statusesWith(visitor.conversationId, token)).toEqual([403, 403, 403, 403]);
  });

  test('a stream token or a visitor credential does not work as a token for the API', async () => {
    const streamToken = new URL(visitor.streamUrl).searchParams.get('t') ?? '';
    expect(await statusesWith(visitor.conversationId, streamToken)).toEqual([403, 403, 403, 403]);
    const session = await call(running.url, 'POST', '/visitor-session', { headers: { origin: running.url } });
    const { credential, conversationId } = session.body;
    expect(await statusesWith(conversationId, credential)).toEqual([403, 403, 403, 403]);
  });

  test('the secret opens every conversation, but not from a browser', async () => {
    const [get, poll, post] = await statusesWith(visitor.conversationId, SECRET);
    expect([get, poll, post]).toEqual([200, 200, 200]);
    const inBrowser = await statusesWith(visitor.conversationId, SECRET, { origin: 'https://shop.example' });
    expect(inBrowser).toEqual([403, 403, 403, 403]);
    const path = '/tokens/generate';
    const headers = { origin: 'https://shop.example' };
    expect((await call(running.url, 'POST', path, { token: SECRET, headers })).body.error.code).toBe(
      'SecretInBrowser',
    );
  });

  test('a token cannot be exchanged for tokens of other conversations', async () => {
    const { status } = await call(running.url, 'POST', '/tokens/generate', {
      token: visitor.token,
      body: {},
    });
    expect(status).toBe(403);
  });

  test('a token bound to origins does not work on other pages', async () => {
    const trustedOrigins = ['https://shop.example'];
    const { body } = await call(running.url, 'POST', '/tokens/generate', {
      token: SECRET,
      body: { trustedOrigins },
    });
    const start = (origin: string) =>
      call(running.url, 'POST', '/conversations', { token: body.token, headers: { origin } });
    expect((await start('https://evil.example')).status).toBe(403);
    expect((await start('https://shop.example')).status).toBe(201);
  });

  test.each(['localhost:3000', 'shop.example:443', 'shop.example', 'file:///page', 'https:shop.example'])(
    'a token is not bound to %s, which is no origin of a page',
    async (entry) => {
      const { status, body } = await call(running.url, 'POST', '/tokens/generate', {
        token: SECRET,
        body: { trustedOrigins: ['https://shop.example', entry] },
      });
      expect(status).toBe(400);
      expect(body.error.message).toContain('write each as https://host');
    },
  );
});

describe('the identity of a visitor', () => {
  test('the server sets the sender of an activity, whatever the client says', async () => {
    const stream = new Stream(visitor.streamUrl);
    await call(running.url, 'POST', `/conversations/${visitor.conversationId}/activities`, {
      token: visitor.token,
      body: {
        type: 'message',
        text: 'hi',
        id: 'mine',
        from: { id: other.userId, role: 'bot' },
        recipient: { id: 'someone' },
        channelId: 'msteams',
        conversation: { id: other.conversationId },
        deliveryMode: 'expectReplies',
        timestamp: '1999-01-01T00:00:00Z',
      },
    });
    await stream.untilText('1: hi');
    const echo = stream.activities.find(({ text }) => text === 'hi');
    expect(echo).toMatchObject({
      from: { id: visitor.userId, role: 'user' },
      channelId: 'directline',
      conversation: { id: visitor.conversationId },
      timestamp: '2026-03-02T09:00:00.000Z',
    });
    expect(echo?.['id']).not.toBe('mine');
  });

  test('a client cannot choose a dl_ id for itself', async () => {
    const { body: generated } = await call(running.url, 'POST', '/tokens/generate', {
      token: SECRET,
      body: {},
    });
    const start = (id: string) =>
      call(running.url, 'POST', '/conversations', { token: generated.token, body: { user: { id } } });
    expect((await start(other.userId)).status).toBe(403);
    expect((await start('my own idea')).status).toBe(201);
  });

  test('the holder of the secret may only use dl_ ids for users', async () => {
    expect((await generateFor('bob')).status).toBe(400);
    expect((await generateFor('dl_bob')).status).toBe(200);
  });

  test('a client cannot impersonate the channel', async () => {
    const path = `/conversations/${visitor.conversationId}/activities`;
    for (const type of ['conversationUpdate', 'invoke', 'installationUpdate', '', 7]) {
      const { status } = await call(running.url, 'POST', path, { token: visitor.token, body: { type } });
      expect(status).toBe(400);
    }
  });
});
