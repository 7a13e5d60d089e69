/**
 * Proves that the real server exits successfully within ten seconds of SIGTERM, whatever tries to keep it open: silent
 * connections, half a request, clients that never close, a log that nothing reads. Turns in progress are finished
 * first.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { WebSocket } from 'ws';
import { messageActivity } from '../support/activities.ts';
import { freePort } from '../support/free-port.ts';
import { post, send } from '../support/http.ts';
import { openSocket } from '../support/raw-socket.ts';
import { DirectLineClient } from './support/direct-line.ts';
import { type Proof, runProof } from './support/proof.ts';
import { ServerProcess } from './support/server-process.ts';
import { printLine } from './support/print-line.ts';
import { localBot, makeDataDir } from './support/warm-cache.ts';

const MAX_SECONDS = 10;
const LOGGED_MESSAGES = 600;

/** Tries to keep the server open. @returns a check to run once the server has exited */
type Cling = (server: ServerProcess) => Promise<() => Promise<boolean> | boolean>;

const holds = (): boolean => true;
const clientOf = (server: ServerProcess): DirectLineClient =>
  new DirectLineClient(() => server.url, new Map(), AbortSignal.timeout(60_000));

const requestHead = (server: ServerProcess, line: string, ...headers: string[]): string =>
  [`${line} HTTP/1.1`, `Host: ${new URL(server.url).host}`, ...headers, '', ''].join('\r\n');
const upgradeHeaders = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

/** Opens a connection that sends this, then stays silent and never closes its side. */
const sends =
  (text: (server: ServerProcess) => string | Promise<string>): Cling =>
  async (server) => {
    const client = await openSocket(server.url);
    client.write(await text(server));
    return holds;
  };

/** The ways to keep the server open, by description. */
const clinging: Record<string, Cling> = {
  'a silent connection': sends(() => ''),
  'half a head': sends(() => 'POST /api/messages HTTP/1.1\r\nHost: loc'),
  'half a message': sends(
    (server) =>
      requestHead(server, 'POST /api/messages', 'Content-Type: application/json', 'Content-Length: 100') +
      '{"a',
  ),
  'half a body that nobody wants': sends(
    (server) => `${requestHead(server, 'POST /nothing-here', 'Content-Length: 100')}half`,
  ),
  'an upgrade that was refused': sends((server) =>
    requestHead(server, 'GET /desk/socket', ...upgradeHeaders),
  ),
  'an upgrade to nothing': sends((server) => requestHead(server, 'GET /nothing-here', ...upgradeHeaders)),
  // Opens, and then answers neither ping nor close.
  'a stream that ignores its close': sends(async (server) => {
    const client = clientOf(server);
    const url = new URL(await client.streamUrl(await client.open(), '0'));
    return requestHead(server, `GET ${url.pathname}${url.search}`, ...upgradeHeaders);
  }),
  'a keep-alive connection': async (server) => {
    const client = await openSocket(server.url);
    client.write(requestHead(server, 'GET /healthz'));
    await client.until(/\}$/);
    return holds;
  },
};

/** A visitor asks just before the server stops: they get the answer, and then see the server leave. */
const runningTurn: Cling = async (server) => {
  const client = clientOf(server);
  const opened = await client.open();
  const socket = new WebSocket(await client.streamUrl(opened, '0'));
  const said: string[] = [];
  socket.on('message', (frame: Buffer) => said.push(frame.toString()));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await once(socket, 'message');
  await client.post(opened, 'Is the ESR900 patched?', 'last');
  return async () => {
    const code = await closed;
    const isAnswered = said.some((frame) => frame.includes('ESR900: '));
    printLine(`  closed with ${code}, ${isAnswered ? 'answered' : 'NOT ANSWERED'}`);
    return code === 1001 && isAnswered;
  };
};

/** Fills the log's pipe; the server keeps answering. */
const unreadLog: Cling = async (server) => {
  for (let said = 0; said < LOGGED_MESSAGES; said += 20)
    await Promise.all(
      Array.from({ length: 20 }, () => post(`${server.url}/api/messages`, messageActivity('hello'))),
    );
  return holds;
};

async function isReady(server: ServerProcess): Promise<boolean> {
  while (server.isRunning) {
    const answer = await send(`${server.url}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return true;
    await wait(50);
  }
  return false;
}

async function prove(
  proof: Proof,
  what: string,
  clings: Cling[],
  options: { output?: number; environment?: Record<string, string> } = {},
): Promise<boolean> {
  const dataDir = await makeDataDir(proof.folder, what.replaceAll(/\W+/g, '-'));
  const errors = new Map<string, number>();
  const server = new ServerProcess({
    port: await freePort(),
    dataDir,
    databaseUrl: undefined,
    errors,
    ...options,
  });
  proof.atEnd(async () => {
    await server.kill();
  });
  if (!(await isReady(server))) throw new Error(`The server did not start: ${server.printed.join('\n')}`);
  const checks = [];
  for (const cling of clings) checks.push(await cling(server));
  const began = performance.now();
  const code = await server.stop();
  const seconds = (performance.now() - began) / 1000;
  printLine(`${what}: exited after ${seconds.toFixed(1)} s with ${code ?? 'A KILL'}`);
  let all = code === 0 && seconds <= MAX_SECONDS && errors.size === 0;
  for (const check of checks) all = (await check()) && all;
  return all;
}

await runProof(90, async (proof) => {
  await localBot();
  const isFinished = await prove(proof, 'a turn in progress', [runningTurn]);
  const isStopped = await prove(proof, 'everything at once', Object.values(clinging));

  const pipe = join(proof.folder, 'unread');
  await promisify(execFile)('mkfifo', [pipe]);
  // Open for reading too, so that the pipe has a reader, one that never reads.
  const output = openSync(pipe, 'r+');
  const isEnded = await prove(proof, 'a log that nobody reads', [unreadLog], {
    output,
    environment: { LOG_LEVEL: 'debug' },
  });
  closeSync(output);
  return isFinished && isStopped && isEnded;
});
