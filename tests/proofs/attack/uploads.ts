import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { askGauge } from '../support/read-gauge.ts';
import type { Attack } from './attack.ts';
import { DIRECT_LINE, type Target, type Visitor } from './target.ts';

const PARTS = 60_000;
const FILES = 80;
const FILE_BYTES = 4 * 1024 * 1024;
const DEAF = 150;
const HELD_MS = 4_000;
const MAX_GROWTH = 150 * 1024 * 1024;
/** Far less than the size of all the files. */
const MAX_STORED = 160 * 1024 * 1024;

const boundary = 'a-boundary';

const upload = ({ send }: Target, { from, token, conversationId }: Visitor, body: Uint8Array) =>
  send({
    path: `${DIRECT_LINE}/conversations/${conversationId}/upload?userId=visitor`,
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    body,
    from,
  });

const part = (name: string, type: string, content: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`,
    ),
    content,
    Buffer.from('\r\n'),
  ]);

/** A form with very many parts. */
export const manyParts: Attack = {
  name: `a form of ${PARTS} parts`,
  async run(target) {
    const visitor = await target.visit('127.33.0.1');
    const parts = Array.from({ length: PARTS }, () => part('a.txt', 'text/plain', Buffer.from('a')));
    await upload(target, visitor, Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]));
    return undefined;
  },
};

function fileOf(bytes: number): Buffer {
  const png = Buffer.alloc(bytes, 7);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(png);
  return Buffer.concat([part('picture.png', 'image/png', png), Buffer.from(`--${boundary}--\r\n`)]);
}

/** One visitor who tries to fill the disk. */
export const fillDisk: Attack = {
  name: `${FILES} uploads of 4 MB by one visitor`,
  async run(target) {
    const visitor = await target.visit('127.34.0.1');
    const file = fileOf(FILE_BYTES);
    let stored = 0;
    for (let count = 0; count < FILES; count += 1)
      if ((await upload(target, visitor, file))?.status === 200) stored += FILE_BYTES;
    return stored > MAX_STORED ? `${Math.round(stored / 1024 / 1024)} MB were stored` : undefined;
  },
};

/** Returns the URL of an uploaded file, from the transcript. */
async function addressOfUpload(target: Target, visitor: Visitor): Promise<string> {
  await upload(target, visitor, fileOf(FILE_BYTES));
  const response = await target.send({
    path: `${DIRECT_LINE}/conversations/${visitor.conversationId}/activities`,
    headers: { authorization: `Bearer ${visitor.token}` },
    from: visitor.from,
  });
  const address = /"contentUrl":"([^"]+)"/.exec(response?.body ?? '')?.[1];
  if (address === undefined) throw new Error('The upload is not in the transcript.');
  return address;
}

/** Requests a file and reads none of it. */
async function downloadDeaf({ url }: Target, address: string): Promise<Socket> {
  const { port } = new URL(url);
  const { pathname, search } = new URL(address);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  return socket;
}

/** Many downloads of a file, none of which is read. */
export const deafDownloads: Attack = {
  name: `${DEAF} downloads that nobody reads`,
  mayAnswer: [503],
  async run(target) {
    const address = await addressOfUpload(target, await target.visit('127.35.0.1'));
    const before = await askGauge(target.server, { ask: 'reset' });
    const sockets = await Promise.all(Array.from({ length: DEAF }, () => downloadDeaf(target, address)));
    await wait(HELD_MS);
    const { resident } = await askGauge(target.server, { ask: 'reading' });
    for (const socket of sockets) socket.destroy();
    const growth = resident - before.resident;
    return growth > MAX_GROWTH ? `memory grew by ${Math.round(growth / 1024 / 1024)} MB` : undefined;
  },
};
