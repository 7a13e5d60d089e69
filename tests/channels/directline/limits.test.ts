import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '#channels/directline/options.ts';
import { createLocation } from '#http/location.ts';
import { sqliteEngine } from '#tests/store/engines.ts';
import { call, pollUntil, SECRET, serve, visit, type Visitor } from './harness.ts';

describe('limits', () => {
  const engine = sqliteEngine();
  const start = async (limits: object, changes = {}) =>
    serve(await engine.open(await engine.freshConfig()), {
      limits: { ...DEFAULT_LIMITS, ...limits },
      ...changes,
    });

  test('too many messages from one visitor get 429 with Retry-After; polls never do', async () => {
    const { url } = await start({ messagesPerMinute: 3 });
    const [visitor, other] = [await visit(url), await visit(url)];
    for (const text of ['1', '2', '3']) expect((await visitor.say(text)).status).toBe(200);
    const refused = await visitor.say('4');
    expect(refused.status).toBe(429);
    expect(refused.body.error.code).toBe('TooManyRequests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    for (let n = 0; n < 50; n += 1) expect((await visitor.poll()).status).toBe(200);
    expect((await other.say('1')).status).toBe(200);
  });

  test('a poll that comes too soon returns nothing, and the next one catches up', async () => {
    const { url } = await start({ pollsPerSecond: 2 });
    const visitor = await visit(url);
    await visitor.say('hello');
    await pollUntil(visitor, '1: hello');
    const polls = await Promise.all(Array.from({ length: 20 }, () => visitor.poll()));
    for (const { status, body } of polls) {
      expect(status).toBe(200);
      expect(body.watermark).toMatch(/^\d+$/);
    }
    const empty = polls.filter(({ body }) => body.activities.length === 0);
    expect(empty.length).toBeGreaterThanOrEqual(16);
    for (const { body } of empty) expect(body.watermark).toBe('0');
    expect(await pollUntil(visitor, '1: hello')).toEqual(['Welcome', 'hello', '1: hello']);
  });

  test.each([
    ['connecting again', 'GET', (id: string) => `/conversations/${id}?watermark=0`],
    ['starting', 'POST', () => '/conversations'],
    ['renewing a token', 'POST', () => '/tokens/refresh'],
    ['asking for a session id', 'GET', () => '/session/getsessionid'],
  ])('%s too often gets 429 with Retry-After, but only for that visitor', async (_what, method, pathOf) => {
    const { url } = await start({ requestsPerMinute: 4 });
    const [visitor, other] = [await visit(url), await visit(url)];
    const ask = ({ token, conversationId }: Visitor) => call(url, method, pathOf(conversationId), { token });
    for (let n = 0; n < 3; n += 1) expect((await ask(visitor)).status).toBe(200);
    const refused = await ask(visitor);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await visitor.poll()).status).toBe(200);
    expect((await visitor.say('still here')).status).toBe(200);
    expect((await ask(other)).status).toBe(200);
  });

  test('reconnects from one address are limited', async () => {
    const { url } = await start({ requestsPerMinutePerAddress: 4 });
    const visitors = [await visit(url), await visit(url), await visit(url)];
    const statuses: number[] = [];
    for (const { conversationId, token } of visitors)
      statuses.push((await call(url, 'GET', `/conversations/${conversationId}`, { token })).status);
    expect(statuses).toEqual([200, 429, 429]);
    const [{ conversationId }] = visitors as [Visitor];
    expect((await call(url, 'GET', `/conversations/${conversationId}`, { token: SECRET })).status).toBe(200);
  });

  test('too many messages from one address are refused, whoever sends them', async () => {
    const { url } = await start({ messagesPerMinutePerAddress: 3 });
    const visitors = [await visit(url), await visit(url), await visit(url), await visit(url)];
    const statuses: number[] = [];
    for (const visitor of visitors) statuses.push((await visitor.say('hello')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  test('behind a trusted proxy the address is the one that the proxy names, and a /64 counts as one', async () => {
    const { url } = await start({ sessionsPerMinute: 1 }, { location: createLocation({ trustProxy: 1 }) });
    const open = (address: string) =>
      call(url, 'POST', '/visitor-session', { headers: { origin: url, 'x-forwarded-for': address } });
    expect((await open('203.0.113.1')).status).toBe(200);
    expect((await open('203.0.113.1')).status).toBe(429);
    expect((await open('203.0.113.2')).status).toBe(200);
    expect((await open('2001:db8:1:2::1')).status).toBe(200);
    expect((await open('2001:db8:1:2:ffff::9')).status).toBe(429);
  });

  test('without a trusted proxy, nobody can fake an address', async () => {
    const { url } = await start({ sessionsPerMinute: 1 });
    const open = (address: string) =>
      call(url, 'POST', '/visitor-session', { headers: { origin: url, 'x-forwarded-for': address } });
    expect((await open('203.0.113.1')).status).toBe(200);
    expect((await open('203.0.113.2')).status).toBe(429);
  });

  test('new conversations from one address are limited; running ones are not', async () => {
    const { url } = await start({ conversationsPerHour: 2 });
    const token = async () =>
      (await call(url, 'POST', '/tokens/generate', { token: SECRET, body: {} })).body.token;
    const tokens = [await token(), await token(), await token()];
    const statuses: number[] = [];
    for (const each of [...tokens, tokens[0]])
      statuses.push((await call(url, 'POST', '/conversations', { token: each, body: {} })).status);
    expect(statuses).toEqual([201, 201, 429, 200]);
  });

  test('without limits nothing is refused', async () => {
    const { url } = await start({ enabled: false, messagesPerMinute: 1, conversationsPerHour: 1 });
    const [visitor] = [await visit(url), await visit(url)];
    for (const text of ['1', '2', '3']) expect((await visitor?.say(text))?.status).toBe(200);
  });
});

describe('pages of other origins', () => {
  const engine = sqliteEngine();

  test('a preflight needs no credentials, and scripts may read Retry-After', async () => {
    const { url } = await serve(await engine.open(await engine.freshConfig()));
    const origin = 'https://shop.example';
    for (const path of [
      '/conversations',
      '/conversations/x/activities',
      '/conversations/x',
      '/tokens/refresh',
    ]) {
      const { status, headers } = await call(url, 'OPTIONS', path, { headers: { origin } });
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent');
      expect(headers.get('access-control-allow-headers')).toContain('authorization');
    }
    const { headers } = await call(url, 'POST', '/conversations', { headers: { origin } });
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After');
  });
});
