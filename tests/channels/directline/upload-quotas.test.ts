import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DirectLineLimits } from '#channels/directline/options.ts';
import { onEngines, sqliteEngine } from '#tests/store/engines.ts';
import { call, type Running, serve, TEST_LIMITS, visit, type Visitor } from './harness.ts';

const KB = 1024;
const file = (kilobytes: number) => new File([randomBytes(kilobytes * KB).fill('PK\x03\x04', 0, 4)], 'a.zip');

const upload = (url: string, { conversationId, token }: Visitor, content: File) => {
  const body = new FormData();
  body.append('file', content);
  return call(url, 'POST', `/conversations/${conversationId}/upload`, { token, body });
};

type Quotas = Partial<DirectLineLimits['uploadQuotas']>;

onEngines('upload quotas', (engine) => {
  const start = async (quotas: Quotas) =>
    serve(await engine.open(await engine.freshConfig()), {
      limits: {
        ...TEST_LIMITS,
        messagesPerMinute: 10_000,
        messagesPerMinutePerAddress: 10_000,
        uploadQuotas: { ...TEST_LIMITS.uploadQuotas, ...quotas },
      },
    });

  test('the files of a conversation have a total size limit', async () => {
    const { url } = await start({ ofConversation: 250 * KB });
    const visitor = await visit(url);
    expect((await upload(url, visitor, file(100))).status).toBe(200);
    expect((await upload(url, visitor, file(100))).status).toBe(200);
    const refused = await upload(url, visitor, file(100));
    expect(refused.status).toBe(413);
    expect(refused.body.error.message).toMatch(/No more files/);
    expect((await upload(url, visitor, file(10))).status).toBe(200);
    expect((await upload(url, await visit(url), file(100))).status).toBe(200);
  });

  test('the files of all of a visitor’s conversations count together', async () => {
    const { url } = await start({ ofVisitor: 150 * KB });
    const open = (body: object) => call(url, 'POST', '/visitor-session', { body, headers: { origin: url } });
    const first = await open({});
    const second = await open({ credential: first.body.credential, startNew: true });
    const statuses: number[] = [];
    for (const { body } of [first, second]) {
      await call(url, 'POST', '/conversations', { token: body.token, body: {} });
      statuses.push((await upload(url, body, file(100))).status);
    }
    expect(statuses).toEqual([200, 413]);
  });
});

describe('hourly upload quotas', () => {
  const engine = sqliteEngine();
  const start = async (quotas: Quotas) =>
    serve(await engine.open(await engine.freshConfig()), {
      limits: {
        ...TEST_LIMITS,
        messagesPerMinute: 10_000,
        messagesPerMinutePerAddress: 10_000,
        uploadQuotas: { ...TEST_LIMITS.uploadQuotas, ...quotas },
      },
    });

  test.each([
    ['one visitor', { perHourOfSender: 150 * KB }, 200],
    ['one address', { perHourOfAddress: 150 * KB }, 429],
    ['all visitors together', { perHour: 150 * KB }, 429],
  ])('%s can upload up to a quota, and is then told when to try again', async (_who, quotas, another) => {
    const { url } = await start(quotas);
    const visitor = await visit(url);
    expect((await upload(url, visitor, file(100))).status).toBe(200);
    const refused = await upload(url, visitor, file(100));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await upload(url, await visit(url), file(100))).status).toBe(another);
    expect((await visitor.say('still here')).status).toBe(200);
  });

  /** Starts an upload of a megabyte, but sends only part of it. */
  const begin = async (
    { url }: Running,
    { conversationId, token }: Visitor,
    bytes: number,
  ): Promise<Socket> => {
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => undefined);
    socket.write(
      `POST /v3/directline/conversations/${conversationId}/upload HTTP/1.1\r\nHost: x\r\n` +
        `Authorization: Bearer ${token}\r\nContent-Type: application/zip\r\nContent-Length: 1000000\r\n\r\n`,
    );
    await new Promise((resolve) => socket.write(randomBytes(bytes), resolve));
    return socket;
  };

  test('a visitor’s parallel uploads are limited, and a new one may start when others have ended', async () => {
    const running = await start({ atOnceOfSender: 1 });
    const visitor = await visit(running.url);
    const ongoing = [await begin(running, visitor, 1000), await begin(running, visitor, 1000)];
    const answers = ongoing.map(async (socket) => String((await once(socket, 'data'))[0]));
    expect(await Promise.race(answers)).toMatch(/^HTTP\/1.1 429 [^]*Retry-After: \d/i);
    for (const socket of ongoing) socket.destroy();
    let answer = await upload(running.url, visitor, file(1));
    while (answer.status === 429) answer = await upload(running.url, visitor, file(1));
    expect(answer.status).toBe(200);
  });

  test('incoming files share a memory limit; a file over it is told to try again', async () => {
    const running = await start({ inMemory: 300 * KB });
    const ongoing = await begin(running, await visit(running.url), 200 * KB);
    const other = await visit(running.url);
    let answer = await upload(running.url, other, file(150));
    while (answer.status === 200) answer = await upload(running.url, other, file(150));
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    ongoing.destroy();
    await once(ongoing, 'close');
    while (answer.status === 503) answer = await upload(running.url, other, file(150));
    expect(answer.status).toBe(200);
  });
});

describe('downloads', () => {
  const engine = sqliteEngine();

  /** Requests a file and does not read the response. */
  const readNothing = async (address: string): Promise<Socket> => {
    const { port, pathname } = new URL(address);
    const socket = connect(Number(port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => undefined);
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await once(socket, 'readable');
    return socket;
  };

  const start = async (downloads: Partial<DirectLineLimits['downloads']>) => {
    const { url } = await serve(await engine.open(await engine.freshConfig()), {
      limits: { ...TEST_LIMITS, downloads: { ...TEST_LIMITS.downloads, ...downloads } },
    });
    const visitor = await visit(url);
    // More than the operating system buffers for a client that does not read.
    expect((await upload(url, visitor, file(7900))).status).toBe(200);
    const { body } = await visitor.poll();
    const [attachment] = body.activities.flatMap(({ attachments = [] }) => attachments);
    return attachment.contentUrl as string;
  };

  test.each([
    ['per file', { atOnceOfFile: 2 }],
    ['per address', { atOnceOfAddress: 2 }],
    ['in total', { atOnce: 2 }],
  ])(
    'parallel downloads are limited %s, and new ones start when others have ended',
    async (_what, limits) => {
      const address = await start(limits);
      const readers = [await readNothing(address), await readNothing(address)];
      const refused = await fetch(address);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      readers[0]?.destroy();
      let answer = refused;
      while (answer.status === 429) answer = await fetch(address);
      expect((await answer.arrayBuffer()).byteLength).toBe(7900 * KB);
    },
  );

  test('a reader that stalls is disconnected', async () => {
    const address = await start({ stallMs: 300, atOnceOfFile: 1 });
    const reader = await readNothing(address);
    const closed = once(reader, 'close');
    let answer = await fetch(address);
    expect(answer.status).toBe(429);
    // Once the stalled reader is disconnected, its slot is free; it can still read what had arrived before.
    while (answer.status === 429) answer = await fetch(address);
    await answer.body?.cancel();
    let length = 0;
    reader.on('data', (data: Buffer) => (length += data.length));
    await closed;
    expect(length).toBeLessThan(7900 * KB);
  });
});
