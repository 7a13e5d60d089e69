import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '#app.ts';
import { send } from '../support/http.ts';
import { startApp } from '../support/running-app.ts';

let app: App;
let url: string;
beforeAll(async () => {
  ({ app, url } = await startApp());
});
afterAll(() => app.stop());

/** Sends a request line and a host unchanged. @returns the status */
async function ask(target: string, host: string, method = 'GET'): Promise<number> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.write(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  await once(socket, 'close');
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
}

describe('a request with an invalid URL or host', () => {
  it.each([
    ['/healthz', ']['],
    ['/healthz', 'exa mple.com'],
    ['/healthz', 'example.com:port'],
    ['/healthz', '%%%'],
    ['/healthz', 'example.com/v3'],
    ['/healthz', 'somebody@example.com'],
    ['http://[', 'example.com'],
    ['http://example.com:99999/', 'example.com'],
    ['*', ']['],
  ])('%s at the host %s is refused, and the server keeps running', async (target, host) => {
    for (const method of ['GET', 'POST', 'OPTIONS', 'HEAD'])
      expect(await ask(target, host, method)).toBe(400);
    expect((await send(`${url}/healthz`)).status).toBe(200);
  });

  it.each(['//', '//evil.example/x', '/%', '/%00', '/..%2f..%2f', '/?%', '*', 'healthz'])(
    '%s gets a response, but never a server error',
    async (target) => {
      const status = await ask(target, 'example.com');
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    },
  );

  it.each(['a/b', 'x@y', ''])('a host like %j cannot open a chat for another origin', async (host) => {
    const answer = await send(`${url}/v3/directline/visitor-session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', host, origin: 'https://evil.example' },
      body: {},
    });
    expect([400, 403]).toContain(answer.status);
  });
});
