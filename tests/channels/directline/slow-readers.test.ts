import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { SOCKET_LIMITS, type SocketLimits } from '#http/paced-sockets.ts';
import { onEngines } from '#tests/store/engines.ts';
import { call, type Running, serve, Stream, TEST_LIMITS, visit, type Visitor } from './harness.ts';

/** Opens a stream over a raw connection and never reads past the first bytes. */
async function openWithoutReading({ streamUrl }: Visitor): Promise<Socket> {
  const { host, pathname, search, port } = new URL(streamUrl);
  const socket = connect(Number(port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  );
  await once(socket, 'data');
  socket.pause();
  return socket;
}

/** More than the operating system buffers for a client that does not read. */
const MESSAGES = 250;
const LONG = 'x'.repeat(60_000);

/** Fills the conversation with long messages. */
const sendManyMessages = async ({ line }: Running, { conversationId }: Visitor): Promise<void> => {
  const messages = Array.from({ length: MESSAGES }, (_, n) => ({ type: 'message', text: `${n} ${LONG}` }));
  await line.send(conversationId, messages);
};

const numbers = (texts: readonly unknown[]): number[] =>
  texts.map((text) => Number(String(text).split(' ', 1)[0])).filter((n) => !Number.isNaN(n));

const all = Array.from({ length: MESSAGES }, (_, n) => n);

onEngines('clients that read slowly or not at all', (engine) => {
  const start = async (sockets: Partial<SocketLimits> = {}) =>
    serve(await engine.open(await engine.freshConfig()), {
      limits: { ...TEST_LIMITS, sockets: { ...SOCKET_LIMITS, ...sockets } },
    });

  test('a long transcript arrives complete and in order, in small frames', async () => {
    const running = await start();
    const visitor = await visit(running.url);
    await sendManyMessages(running, visitor);
    const stream = new Stream(visitor.streamUrl);
    await stream.until(({ texts }) => texts.length > MESSAGES);
    expect(numbers(stream.texts)).toEqual(all);
    for (const { activities } of stream.frames) expect(activities.length).toBeLessThanOrEqual(2);
  });

  test('a client that does not read uses little memory and does not delay the others', async () => {
    const running = await start();
    const visitor = await visit(running.url);
    const lazy = await Promise.all([1, 2, 3].map(() => openWithoutReading(visitor)));
    const reader = new Stream(visitor.streamUrl);
    await reader.untilText('Welcome');
    await sendManyMessages(running, visitor);
    await reader.until(({ texts }) => texts.length > MESSAGES);
    expect(numbers(reader.texts)).toEqual(all);
    const most = SOCKET_LIMITS.unreadBytes + 2 * LONG.length;
    expect(running.line.sockets.unread).toBeLessThanOrEqual((lazy.length + 1) * most);
  });

  test('a client that stalls is disconnected, and resumes from its last watermark', async () => {
    const running = await start({ stallMs: 500 });
    const visitor = await visit(running.url);
    const lazy = await openWithoutReading(visitor);
    const closed = once(lazy, 'close');
    const reader = new Stream(visitor.streamUrl);
    await reader.untilText('Welcome');
    await sendManyMessages(running, visitor);
    await reader.until(({ texts }) => texts.length > MESSAGES);
    while (running.line.sockets.unread > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    lazy.resume();
    await closed;

    const seen = reader.frames.at(100);
    const path = `/conversations/${visitor.conversationId}?watermark=${seen?.watermark}`;
    const again = await call(running.url, 'GET', path, { token: visitor.token });
    const resumed = new Stream(again.body.streamUrl);
    await resumed.until(({ texts }) => numbers(texts).at(-1) === MESSAGES - 1);
    const before = numbers(
      reader.frames.slice(0, 101).flatMap(({ activities }) => activities.map(({ text }) => text)),
    );
    expect([...before, ...numbers(resumed.texts)]).toEqual(all);
  });

  test('over the total limit of unread data, the clients that have stalled longest are disconnected first', async () => {
    const running = await start({ unreadBytesInAll: 300_000 });
    const visitor = await visit(running.url);
    const closed: Promise<unknown>[] = [];
    for (let n = 0; n < 5; n += 1) {
      const lazy = await openWithoutReading(visitor);
      closed.push(once(lazy, 'close').then(() => n));
      lazy.on('end', () => undefined);
    }
    const reader = new Stream(visitor.streamUrl);
    await reader.untilText('Welcome');
    await sendManyMessages(running, visitor);
    await reader.until(({ texts }) => texts.length > MESSAGES);
    expect(numbers(reader.texts)).toEqual(all);
    expect(running.line.sockets.unread).toBeLessThanOrEqual(300_000);
  });

  test('a poll returns a page of limited size, and the next poll continues after it', async () => {
    const running = await start();
    const visitor = await visit(running.url);
    await sendManyMessages(running, visitor);
    const found: unknown[] = [];
    let watermark = '';
    while (!numbers(found).includes(MESSAGES - 1)) {
      const { status, body } = await visitor.poll(watermark);
      expect(status).toBe(200);
      expect(JSON.stringify(body).length).toBeLessThan(400_000);
      found.push(...body.activities.map(({ text }: { text: string }) => text));
      ({ watermark } = body);
    }
    expect(numbers(found)).toEqual(all);
  });
});
