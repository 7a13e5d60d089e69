import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { messageActivity } from '../support/activities.ts';
import { send } from '../support/http.ts';
import { openSocket } from '../support/raw-socket.ts';
import { levels } from '../support/recording-log.ts';
import { openRoutes } from './routes.ts';

let app: Awaited<ReturnType<typeof openRoutes>>;
let host: string;
beforeAll(async () => {
  app = await openRoutes();
  ({ host } = new URL(app.running.url));
});
afterAll(() => app.running.app.stop());

const upgrade = (path: string, more = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${more}\r\n`;

const refusedPaths = (): string[] => [
  '/nothing-here',
  '/v3/directline/conversations',
  `/v3/directline/conversations/${app.conversationId}/stream`,
  `/v3/directline/conversations/${app.conversationId}/stream?t=garbage`,
  '/desk/socket',
  '/desk/chats/none/stream',
];

/** The errors that the server has logged, read once it has answered another request. */
async function faultsNow(): Promise<object[]> {
  expect((await send(`${app.running.url}/healthz`)).status).toBe(200);
  return app.running.record.entries.filter(({ level }) => level >= levels.error);
}

describe('a WebSocket upgrade that is refused', () => {
  it('gets an error body, like any request', async () => {
    for (const path of refusedPaths()) {
      const client = await openSocket(app.running.url);
      client.write(upgrade(path));
      const answer = await client.until(/\r\n\r\n.*\}/);
      expect(answer).toMatch(/^HTTP\/1\.1 40[1345] /);
      expect(answer).toMatch(/\{"error":\{"code":"\w+","message":"[A-Z][^"]*\."\}\}$/);
      client.reset();
    }
  });

  it('leaves no socket open, even if its client never closes', async () => {
    for (const path of refusedPaths().slice(2)) {
      const client = await openSocket(app.running.url);
      client.write(upgrade(path));
      expect(await client.ended).toMatch(/^HTTP\/1\.1 40/);
      client.socket.destroy();
    }
  });

  it('causes no error if its client drops the connection, before or after the response', async () => {
    for (const path of refusedPaths()) {
      const [hasty, patient] = [await openSocket(app.running.url), await openSocket(app.running.url)];
      hasty.write(upgrade(path));
      hasty.reset();
      patient.write(upgrade(path));
      await patient.until(/\r\n\r\n/);
      patient.write('and more that nobody asked for');
      patient.reset();
    }
    expect(await faultsNow()).toEqual([]);
  });
});

describe('unexpected data on an open WebSocket', () => {
  it.each([
    ['a frame that is too long', 'x'.repeat(5000)],
    ['JSON', '{"type":"message"}'],
    ['nothing', ''],
  ])('causes no error: %s', async (_name, text) => {
    const { url } = app.running;
    const { token, conversationId } = app;
    const described = await send(`${url}/v3/directline/conversations/${conversationId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { streamUrl } = described.json() as { streamUrl: string };
    const socket = new WebSocket(streamUrl);
    socket.on('error', () => undefined);
    const [response] = (await once(socket, 'upgrade')) as [IncomingMessage];
    socket.send(text);
    // A frame without a mask and with a reserved bit violates the protocol.
    response.socket.write(Buffer.from([0xf1, 0]));
    await once(socket, 'close');
    expect(await faultsNow()).toEqual([]);
  });
});

describe('an upgrade to an unsupported protocol', () => {
  it.each(['h2c', 'foo/2', 'h2c, websocket', 'TLS/1.0'])('is ignored: %s', async (protocol) => {
    const client = await openSocket(app.running.url);
    client.write(
      `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade, HTTP2-Settings\r\n` +
        `Upgrade: ${protocol}\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n`,
    );
    expect(await client.until(/\}/)).toMatch(/^HTTP\/1\.1 200 /);
    client.reset();
  });

  it('does not stop a message from being answered', async () => {
    const body = JSON.stringify(messageActivity('is the EAP600 patched?'));
    const client = await openSocket(app.running.url);
    client.write(
      `POST /api/messages HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(await client.until(/EAP600: Available Now/)).toMatch(/^HTTP\/1\.1 200 /);
    client.reset();
  });

  it('causes no error as a WebSocket on a path without one', async () => {
    const client = await openSocket(app.running.url);
    client.write(upgrade('/healthz'));
    expect(await client.until(/\}/)).toMatch(/^HTTP\/1\.1 200 /);
    client.reset();
  });
});

describe('data that is not HTTP', () => {
  it.each([
    ['noise', '\u0000\u0001\u0002\r\n\r\n', 400],
    ['an invalid request line', 'HELLO\r\n\r\n', 400],
    ['two lengths', `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
    ['a head without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('gets an error, and the connection is closed: %s', async (_name, text, status) => {
    const client = await openSocket(app.running.url);
    client.write(text);
    const answer = await client.ended;
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/"message":"[A-Z][^"]*\."\}\}$/);
    client.socket.destroy();
    expect(await faultsNow()).toEqual([]);
  });

  it('causes no error if the connection breaks off at once', async () => {
    const client = await openSocket(app.running.url);
    client.write('HELLO\r\n\r\n');
    client.reset();
    expect(await faultsNow()).toEqual([]);
  });
});

describe('HEAD', () => {
  it.each(['/healthz', '/readyz', '/', '/desk', '/widget.js', '/widget/questions?q=krack', '/nothing-here'])(
    'for %s is answered like GET, without the body',
    async (path) => {
      const [get, head] = [
        await send(`${app.running.url}${path}`),
        await send(`${app.running.url}${path}`, { method: 'HEAD' }),
      ];
      expect(head.status).toBe(get.status);
      expect(head.text).toBe('');
      expect(head.headers['content-length']).toBe(get.headers['content-length']);
      expect(head.headers['content-type']).toBe(get.headers['content-type']);
    },
  );
});
