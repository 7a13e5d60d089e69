import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageActivity } from '#tests/support/activities.ts';
import { type HttpRequest, send } from '#tests/support/http.ts';
import { levels } from '#tests/support/recording-log.ts';
import { startApp } from '#tests/support/running-app.ts';

let running: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  running = await startApp();
});
afterAll(() => running.app.stop());

const json = { 'content-type': 'application/json' };
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const { type: _type, ...withoutType } = messageActivity('hello');
const { conversation: _conversation, ...withoutConversation } = messageActivity('hello');

const refused: [name: string, request: HttpRequest, status: number, code: string][] = [
  ['JSON without a type', { body: withoutType }, 400, 'BadActivity'],
  ['JSON without a conversation', { body: withoutConversation }, 400, 'BadActivity'],
  ['a type that is a number', { body: { ...withoutType, type: 7 } }, 400, 'BadActivity'],
  [
    'a text that is a number',
    { body: messageActivity('', { text: 7 as unknown as string }) },
    400,
    'BadActivity',
  ],
  ['a list', { body: [] }, 400, 'BadActivity'],
  ['null', { body: 'null' }, 400, 'BadActivity'],
  ['a word', { body: '"hello"' }, 400, 'BadActivity'],
  ['an empty object', { body: {} }, 400, 'BadActivity'],
  ['no body', {}, 400, 'BadActivity'],
  ['broken JSON', { body: '{"type": "message", <script>' }, 400, 'BadJson'],
  [
    'a deep nest',
    { body: { ...messageActivity('hi'), value: JSON.parse(nested(60)) as unknown } },
    400,
    'TooDeep',
  ],
  ['a nest so deep that it might break a parser', { body: nested(20_000) }, 400, 'TooDeep'],
  ['plain text', { headers: { 'content-type': 'text/plain' }, body: 'hello' }, 415, 'UnsupportedMediaType'],
  [
    'a form',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'type=message' },
    415,
    'UnsupportedMediaType',
  ],
  [
    'no content type',
    { headers: { 'content-type': '' }, body: messageActivity('hi') },
    415,
    'UnsupportedMediaType',
  ],
  ['a body over the limit', { body: messageActivity('a'.repeat(300 * 1024)) }, 413, 'TooLarge'],
];

describe('a request that is not a valid activity', () => {
  it.each(refused)('%s is refused with a stable code', async (_name, request, status, code) => {
    const before = running.record.entries.length;
    const answer = await send(running.messages, { method: 'POST', headers: json, ...request });
    expect({ status: answer.status, body: answer.text }).toMatchObject({ status });
    const body = answer.json() as { error: { code: string; message: string } };
    expect(body.error.code).toBe(code);
    expect(body.error.message).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(body)).toEqual(['error']);
    expect(answer.text).not.toMatch(/<script>|at .*[jt]s:|node_modules|SyntaxError/);
    // The request is at fault, not the server, and no turn ran.
    const logged = running.record.entries.slice(before);
    expect(logged.filter(({ level, msg }) => level >= levels.error || msg === 'turn')).toEqual([]);
  });

  it.each([
    ['GET', '/api/messages', 405, 'MethodNotAllowed'],
    ['GET', '/nothing-here', 404, 'NotFound'],
    ['GET', '/<script>alert(1)</script>', 404, 'NotFound'],
    ['GET', '/..%2f..%2fetc/passwd', 404, 'NotFound'],
    ['POST', '/healthz', 405, 'MethodNotAllowed'],
  ])('%s %s is refused with a stable code', async (method, path, status, code) => {
    const answer = await send(`${running.url}${path}`, { method, headers: json });
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({ error: { code } });
    expect(answer.text).not.toContain('script');
  });
});

describe('a message without a question', () => {
  it.each([
    ['5,000 characters', 'lorem ipsum '.repeat(417)],
    ['a script tag', '<script>alert(1)</script>'],
    ['emoji only', '😀🎉'],
    ['blanks', '   '],
    ['control and right-to-left characters', '\u0000\u0007\u202Eabc\u202C'],
    ['SQL', "'; DROP TABLE users; --"],
  ])('gets a polite reply: %s', async (_name, text) => {
    const answer = await send(running.messages, {
      method: 'POST',
      headers: json,
      body: messageActivity(text),
    });
    expect(answer.status).toBe(200);
    const { activities } = answer.json() as { activities: { text: string }[] };
    expect(activities.length).toBeGreaterThan(0);
    expect(JSON.stringify(activities)).not.toMatch(/<script|DROP TABLE|[Ss]omething went wrong/);
  });

  it('may carry unknown fields', async () => {
    const odd = {
      ...messageActivity('is the EAP600 patched?'),
      locale: null,
      extra: { a: [1, null] },
      timestamp: 'never',
    };
    const answer = await send(running.messages, { method: 'POST', headers: json, body: odd });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('EAP600: Available Now');
  });
});
