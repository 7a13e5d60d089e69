import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type BodyLimits, readBody, streamBody } from '#http/body.ts';
import { problemOf } from '#http/problem.ts';
import { messageActivity } from '../support/activities.ts';
import { type HttpAnswer, post, send } from '../support/http.ts';
import { openSocket } from '../support/raw-socket.ts';
import { levels } from '../support/recording-log.ts';
import { startApp } from '../support/running-app.ts';
import { openRoutes, type Route } from './routes.ts';

let running: Awaited<ReturnType<typeof startApp>>;
let routes: Route[];
beforeAll(async () => {
  ({ running, routes } = await openRoutes());
});
afterAll(() => running.app.stop());

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

/** Sends a body to every route that accepts one. */
const askAll = async (body: string | Buffer, more: Record<string, string> = {}) => {
  const answers: [path: string, status: number, text: string][] = [];
  for (const { path, headers } of routes) {
    const answer = await send(`${running.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers(body.toString()), ...more },
      body,
    });
    answers.push([path, answer.status, answer.text]);
  }
  return answers;
};

/** The statuses of the responses, each of which must have one plain sentence. */
const statusesOf = (answers: [path: string, status: number, text: string][]): [string, number][] => {
  for (const [, , text] of answers) {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } };
    expect(error.message).toMatch(/^[A-Z"].*\.$/);
  }
  return answers.map(([path, status]) => [path, status]);
};

const everywhere = (status: number): [string, number][] => routes.map(({ path }) => [path, status]);

describe('every route that accepts a body', () => {
  it('refuses a compressed body, whether or not it can be inflated', async () => {
    for (const body of ['this is no gzip', gzipSync('{}')])
      expect(statusesOf(await askAll(body, { 'content-encoding': 'gzip' }))).toEqual(everywhere(415));
    expect(statusesOf(await askAll('{}', { 'content-encoding': 'gzip, br' }))).toEqual(everywhere(415));
  });

  it('refuses lists or objects that are nested too deeply', async () => {
    for (const body of [nested(41), nested(4400), nested(10_000), '['.repeat(60_000)])
      expect(statusesOf(await askAll(body))).toEqual(everywhere(400));
  });

  it('accepts brackets inside a string, however many', async () => {
    const body = JSON.stringify({ text: '{"['.repeat(1000), more: '\\"[[\\\\' });
    for (const [, , text] of await askAll(body)) expect(text).not.toContain('TooDeep');
  });

  it('refuses invalid JSON without repeating it', async () => {
    const answers = await askAll('{"type": <script>alert(1)</script>');
    expect(statusesOf(answers)).toEqual(everywhere(400));
    for (const [, , text] of answers) expect(text).not.toContain('script');
  });

  it('refuses a body that is too long by its headers, without waiting for the body', async () => {
    for (const { path, headers } of routes) {
      const client = await openSocket(running.url);
      client.write(
        head(path, { ...headers(''), 'content-type': 'application/json', 'content-length': '100000000' }),
      );
      expect(await client.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 413 /);
      client.reset();
    }
  });

  it('refuses a body of unknown length once it is too long, and closes the connection', async () => {
    for (const { path, headers } of routes) {
      const client = await openSocket(running.url);
      client.write(
        head(path, { ...headers(''), 'content-type': 'application/json', 'transfer-encoding': 'chunked' }),
      );
      const chunk = `10000\r\n${' '.repeat(0x1_00_00)}\r\n`;
      client.write(chunk.repeat(5));
      expect(await client.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 413 /);
      client.write(chunk.repeat(40));
      expect(await client.ended).toContain('"TooLarge"');
    }
  });

  it('discards a body that breaks off', async () => {
    const before = running.record.entries.length;
    for (const { path, headers } of routes) {
      const client = await openSocket(running.url);
      client.write(
        `${head(path, { ...headers(''), 'content-type': 'application/json', 'content-length': '100' })}{"a"`,
      );
      // Once the server has answered a later request, it has started on this one.
      await send(`${running.url}/healthz`);
      client.reset();
    }
    await send(`${running.url}/healthz`);
    const logged = running.record.entries.slice(before);
    expect(logged.filter(({ level }) => level >= levels.error)).toEqual([]);
  });

  it('survives all of this without logging an error', async () => {
    expect((await send(`${running.url}/healthz`)).status).toBe(200);
    const faults = running.record.entries.filter(({ level }) => level >= levels.error);
    expect(faults).toEqual([]);
  });
});

describe('fields with a special meaning in JavaScript', () => {
  it('are dropped, even when escaped or with a U+0000 inside', async () => {
    for (const name of ['__proto__', '\\u005f_proto__', '__proto__\\u0000', '__pro\\u0000to__']) {
      const activity = JSON.stringify(messageActivity('is the EAP600 patched?'));
      const body = `${activity.slice(0, -1)},"${name}":{"text":"polluted","deliveryMode":7}}`;
      const answer = await post(running.messages, body);
      expect([name, answer.status, answer.text.includes('EAP600')]).toEqual([name, 200, true]);
    }
    expect(({} as { text?: string }).text).toBeUndefined();
  });
});

describe('a request that is refused before its body is read', () => {
  it('gets 401 before its body arrives if no channel signed it', async () => {
    const signed = await startApp({
      MicrosoftAppType: 'MultiTenant',
      MicrosoftAppId: '00000000-0000-0000-0000-000000000001',
      MicrosoftAppPassword: 'not-a-real-secret',
    });
    onTestFinished(() => signed.app.stop());
    for (const authorization of ['', 'Bearer garbage', 'Bearer a.b.c', 'Basic dXNlcjpwYXNz']) {
      const client = await openSocket(signed.url);
      const headers = { authorization, 'content-type': 'application/json', 'content-length': '200000' };
      client.write(head('/api/messages', headers));
      expect(await client.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 401 /);
      client.reset();
    }
  });

  it('gets 401 before its body arrives if it has no token', async () => {
    for (const path of ['/v3/directline/tokens/generate', '/v3/directline/conversations/x/upload']) {
      const client = await openSocket(running.url);
      client.write(head(path, { 'content-type': 'application/json', 'content-length': '10000' }));
      expect(await client.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 401 /);
      client.reset();
    }
  });

  it('gets its response, and its connection is closed if it keeps sending', async () => {
    const client = await openSocket(running.url);
    client.write(head('/nothing-here', { 'content-length': '100000000' }));
    expect(await client.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 404 /);
    client.write(' '.repeat(2 * 1024 * 1024));
    expect(await client.ended).toContain('"NotFound"');
  });

  it('leaves the connection usable if its body is short', async () => {
    const client = await openSocket(running.url);
    client.write(`${head('/nothing-here', { 'content-length': '5' })}hello`);
    await client.until(/HTTP\/1\.1 404 [^]*\}/);
    client.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await client.until(/HTTP\/1\.1 200 [^]*\}/)).toContain('"ok"');
    client.reset();
  });
});

describe('the body reader', () => {
  it('gives up on a body that does not arrive in time', async () => {
    const url = await serveBody((request) => readBody(request, { bytes: 10, withinMs: 20 }));
    const client = await openSocket(url);
    client.write(`${head('/', { 'content-length': '10' })}half`);
    expect(await client.until(/\}/)).toMatch(/^HTTP\/1\.1 408 [^]*in time\./);
  });

  it('streams a body within the same limits', async () => {
    const limits: BodyLimits = { bytes: 200_000 };
    const url = await serveBody(async (request) => {
      let length = 0;
      for await (const chunk of streamBody(request, limits)) length += (chunk as Buffer).length;
      return length;
    });
    expect((await sendBody(url, 'x'.repeat(200_000))).json()).toBe(200_000);
    expect((await sendBody(url, 'x'.repeat(200_001))).status).toBe(413);
    const client = await openSocket(url);
    client.write(head('/', { 'transfer-encoding': 'chunked' }));
    client.write(`10000\r\n${'x'.repeat(0x1_00_00)}\r\n`.repeat(4));
    expect(await client.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 413 /);
  });
});

const head = (path: string, headers: Record<string, string>): string =>
  `POST ${path} HTTP/1.1\r\nHost: ${new URL(running.url).host}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

const sendBody = (url: string, body: string): Promise<HttpAnswer> => send(url, { method: 'POST', body });

/** A server that responds with the body as it parsed it. */
async function serveBody(
  read: (request: Parameters<typeof readBody>[0]) => Promise<unknown>,
): Promise<string> {
  const server = createServer((request, response) => {
    read(request).then(
      (value) => response.end(JSON.stringify(value)),
      (error: unknown) => {
        const { statusCode, message } = problemOf(error);
        response.statusCode = statusCode;
        response.end(JSON.stringify({ message }));
      },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
