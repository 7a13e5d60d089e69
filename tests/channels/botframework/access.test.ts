import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageActivity } from '#tests/support/activities.ts';
import { post } from '#tests/support/http.ts';
import { startApp } from '#tests/support/running-app.ts';

type Running = Awaited<ReturnType<typeof startApp>>;

const codeOf = (answer: { json(): unknown }): string =>
  (answer.json() as { error: { code: string } }).error.code;
const turns = ({ record }: Running) => record.entries.filter(({ msg }) => msg === 'turn').length;

const unsigned = (claims: object) =>
  [{ alg: 'none', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

describe('without an app id', () => {
  let running: Running;
  beforeAll(async () => {
    running = await startApp();
  });
  afterAll(() => running.app.stop());

  it.each([
    ['a foreign host name that points here', { host: 'evil.example' }],
    ['a name that only begins like this machine’s', { host: 'localhost.evil.example:3978' }],
    ['a proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['a proxy that sends Forwarded', { forwarded: 'for=203.0.113.7' }],
  ])('%s is refused, and no turn runs', async (_name, headers) => {
    const before = turns(running);
    const answer = await post(running.messages, messageActivity('hello'), headers);
    expect(answer.status).toBe(403);
    expect(codeOf(answer)).toBe('LocalOnly');
    expect(turns(running)).toBe(before);
  });

  it.each([
    'https://smba.trafficmanager.net/emea/',
    'http://127.0.0.1.evil.example/',
    'http://localhost@evil.example/',
    'file:///etc/passwd',
    'nonsense',
  ])('no reply is sent to %s', async (serviceUrl) => {
    const before = turns(running);
    const answer = await post(running.messages, messageActivity('hello', { serviceUrl }));
    expect(answer.status).toBe(403);
    expect(codeOf(answer)).toBe('LocalOnly');
    expect(turns(running)).toBe(before);
  });

  it.each(['localhost', '127.0.0.1'])('requests from this machine to %s are answered', async (host) => {
    const answer = await post(running.messages, messageActivity('hello'), { host });
    expect(answer.status).toBe(200);
  });
});

describe('with an app id', () => {
  let running: Running;
  beforeAll(async () => {
    running = await startApp({
      MicrosoftAppType: 'MultiTenant',
      MicrosoftAppId: '00000000-0000-0000-0000-000000000001',
      MicrosoftAppPassword: 'not-a-real-secret',
    });
  });
  afterAll(() => running.app.stop());

  it.each([
    ['no token', {}],
    ['an empty token', { authorization: '' }],
    ['an invalid token', { authorization: 'Bearer garbage' }],
    ['an invalid token of three parts', { authorization: 'Bearer a.b.c' }],
    ['another scheme', { authorization: 'Basic dXNlcjpwYXNz' }],
    ['an unsigned token', { authorization: `Bearer ${unsigned({ iss: 'me', aud: 'you' })}.` }],
  ])('%s is refused with 401, and no turn runs', async (_name, headers) => {
    const before = turns(running);
    const answer = await post(running.messages, messageActivity('hello'), headers);
    expect(answer.status).toBe(401);
    expect(answer.json()).toEqual({
      error: {
        code: 'Unauthorized',
        message: 'The token was not issued by the Bot Framework for this bot.',
      },
    });
    expect(turns(running)).toBe(before);
  });

  it('the emulator is no exception', async () => {
    const answer = await post(running.messages, messageActivity('hello', { channelId: 'emulator' }));
    expect(answer.status).toBe(401);
  });
});
