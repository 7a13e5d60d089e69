import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { openStore } from '#store/store.ts';
import { askGauge } from '../support/read-gauge.ts';
import type { Attack } from './attack.ts';
import { DIRECT_LINE, type Target, type Visitor } from './target.ts';

const RESETS = 200;
const UPGRADES = ['/nowhere', '/', '/desk/socket', `${DIRECT_LINE}/conversations/none/stream`, '/healthz'];

/** Requests a WebSocket, and resets the connection at once or when the response begins. */
async function resetUpgrade({ url }: Target, path: string, pause: number): Promise<void> {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await wait(pause);
  socket.resetAndDestroy();
}

/** Upgrades of known and unknown paths, cut off by a reset. */
export const resets: Attack = {
  name: 'upgrades that are reset',
  async run(target) {
    for (let count = 0; count < RESETS; count += 10)
      await Promise.all(
        Array.from({ length: 10 }, (_, at) => resetUpgrade(target, UPGRADES[at % UPGRADES.length]!, at % 3)),
      );
    return undefined;
  },
};

const DEAF = 200;
const LINES = 3_400;
const LINE_LENGTH = 4_000;
const HELD_MS = 6_000;
const MAX_GROWTH = 150 * 1024 * 1024;

/** Creates a conversation of 13 MB, as a visitor could within weeks. */
export async function fillConversation({ dataDir }: Target, { conversationId }: Visitor): Promise<void> {
  const log = pino({ level: 'silent' });
  const store = await openStore(
    { dataDir, databaseUrl: undefined, role: 'tool' },
    { clock: () => new Date(), log },
  );
  const line = (at: number) => ({
    type: 'message',
    from: { id: 'visitor' },
    text: `${at} ${'x'.repeat(LINE_LENGTH)}`,
  });
  try {
    for (let at = 0; at < LINES; at += 100)
      await store.transcript.append(
        conversationId,
        Array.from({ length: 100 }, (_, index) => line(at + index)),
      );
  } finally {
    await store.close();
  }
}

/** Opens a stream that replays the whole conversation, and never reads it. */
async function openDeafStream(
  { send }: Target,
  visitor: Visitor,
  from: string,
): Promise<WebSocket | undefined> {
  const response = await send({
    path: `${DIRECT_LINE}/conversations/${visitor.conversationId}?watermark=0`,
    headers: { authorization: `Bearer ${visitor.token}` },
    from,
  });
  if (response?.status !== 200) return undefined;
  const { streamUrl } = JSON.parse(response.body) as { streamUrl: string };
  const socket = new WebSocket(streamUrl, { localAddress: from });
  socket.on('error', () => undefined);
  socket.on('upgrade', ({ socket: below }) => below.pause());
  return socket;
}

/** Many streams of a long conversation, none of which is read. */
export const deafStreams: Attack = {
  name: `${DEAF} streams of 13 MB that nobody reads`,
  async run(target) {
    const visitors = await Promise.all(
      Array.from({ length: 4 }, (_, at) => target.visit(`127.30.0.${at + 1}`)),
    );
    for (const visitor of visitors) await fillConversation(target, visitor);
    const before = await askGauge(target.server, { ask: 'reset' });
    const sockets = await Promise.all(
      Array.from({ length: DEAF }, (_, at) => {
        const visitor = visitors[at % visitors.length]!;
        return openDeafStream(target, visitor, visitor.from);
      }),
    );
    await wait(HELD_MS);
    const { resident } = await askGauge(target.server, { ask: 'reading' });
    for (const socket of sockets) socket?.terminate();
    const growth = resident - before.resident;
    return growth > MAX_GROWTH ? `memory grew by ${Math.round(growth / 1024 / 1024)} MB` : undefined;
  },
};
