import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { errorBody, HttpProblem, isFault, problemOf } from './problem.ts';
import { createFairYield } from './fair-yield.ts';
import { pathOf } from './url.ts';

/** Clients send only empty frames. */
const MAX_FRAME = 1024;
/** The time to identify the caller before giving up. */
const OPEN_MS = 10_000;
/** The time to read a refusal or to answer a close. */
const LEAVE_MS = 1000;

/** Paths that accept WebSockets. */
export interface SocketRoute {
  matches(path: string): boolean;
  /**
   * Decides whether a request may open a socket, and returns what to do with the open socket.
   * @throws {HttpProblem} if it may not
   */
  open(request: IncomingMessage): Promise<(socket: WebSocket) => void>;
}

/** The WebSockets of a server. */
export interface Upgrades {
  add(route: SocketRoute): void;
  /** Accepts no more sockets and closes the open ones; resolves when all are gone, within a second. */
  close(): Promise<void>;
}

/**
 * Answers WebSocket upgrades on the paths that are added. HTTP lets a server ignore any other upgrade (`h2c`): such a
 * request is answered as the plain request that it also is.
 */
export function createUpgrades(server: Server, log: Logger): Upgrades {
  const routes: SocketRoute[] = [];
  const taken = new Set<Duplex>();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME,
    perMessageDeflate: false,
  });
  const turn = createFairYield();
  let isClosing = false;
  const routeOf = (request: IncomingMessage): SocketRoute | undefined =>
    request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket'
      ? routes.find((route) => route.matches(pathOf(request)))
      : undefined;

  async function open(
    route: SocketRoute,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> {
    const late = setTimeout(() => {
      refuse(socket, new HttpProblem(503, 'ServiceUnavailable', 'This takes too long. Please try again.'));
    }, OPEN_MS);
    try {
      // Hundreds arrive at once when a replica stops; handled in one go, they would hold up everybody else.
      await turn();
      if (socket.destroyed) return;
      const use = await route.open(request);
      if (socket.destroyed || socket.writableEnded) return;
      // A socket opened from here on would never be closed properly.
      if (isClosing)
        throw new HttpProblem(503, 'ServiceUnavailable', 'The server is shutting down.', { retryAfter: 1 });
      sockets.handleUpgrade(request, socket, head, (opened) => {
        opened.on('error', () => opened.terminate());
        use(opened);
      });
    } catch (error) {
      const problem = problemOf(error);
      if (isFault(error)) log.error({ err: error }, 'could not open a socket; refusing it');
      refuse(socket, problem);
    } finally {
      clearTimeout(late);
    }
  }

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    taken.add(socket);
    socket.once('close', () => taken.delete(socket));
    const route = routeOf(request);
    if (route === undefined) socket.destroy();
    else void open(route, request, socket, head);
  };
  server.on('upgrade', onUpgrade);
  Object.assign(server, {
    shouldUpgradeCallback: (request: IncomingMessage) => routeOf(request) !== undefined,
  });

  return {
    add: (route) => routes.push(route),
    async close() {
      isClosing = true;
      routes.length = 0;
      const gone = [...taken].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const opened of sockets.clients) opened.close(1001, 'The server is shutting down');
      const late = setTimeout(() => {
        for (const socket of taken) socket.destroy();
      }, LEAVE_MS);
      await Promise.all(gone);
      clearTimeout(late);
    },
  };
}

/** Counts a connection until it ends, however it ends, and whether or not it becomes a WebSocket. */
export function countConnection({ socket }: IncomingMessage, countOut: () => void): void {
  if (socket.destroyed) countOut();
  else socket.once('close', countOut);
}

/** Sends a last response on a socket and ends it, even if the client neither reads nor closes. */
export function refuse(socket: Duplex, problem: HttpProblem): void {
  if (socket.destroyed || socket.writableEnded) return;
  const body = JSON.stringify(errorBody(problem));
  const retry = problem.retryAfter === undefined ? '' : `Retry-After: ${problem.retryAfter}\r\n`;
  const late = setTimeout(() => socket.destroy(), LEAVE_MS);
  socket.once('close', () => clearTimeout(late));
  socket.end(
    `HTTP/1.1 ${problem.statusCode} ${STATUS_CODES[problem.statusCode] ?? ''}\r\n` +
      `Connection: close\r\nContent-Type: application/json\r\n${retry}` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
