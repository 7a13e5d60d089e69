import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** How much more a refused body may send while its client reads the response: bytes, and milliseconds. */
const MAX_UNREAD = 1024 * 1024;
const UNREAD_MS = 1000;
const UNREAD_LOOK_MS = 50;
/** How often to look for connections that a request has left open. */
const INTERVAL_MS = 100;

/** The connections of a server, for shutting it down. */
export interface Connections {
  /**
   * Accepts no more connections, and closes each one as soon as it has no request.
   * @returns resolves when none is left
   */
  close(): Promise<void>;
  /** Closes the remaining connections at once. */
  destroy(): void;
}

/**
 * Tracks all connections of a server. Each has an error listener for as long as it lives, even after Node has handed it
 * over for an upgrade: an error without a listener ends the process.
 */
export function watchConnections(server: Server): Connections {
  const open = new Set<Socket>();
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    unused.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      open.delete(socket);
      unused.delete(socket);
    });
  });
  const used = ({ socket }: IncomingMessage): void => {
    unused.delete(socket);
  };
  for (const event of ['request', 'checkContinue', 'upgrade']) server.on(event, used);
  return {
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Browsers open some in advance, and Node does not count those as idle.
      for (const socket of unused) socket.destroy();
      const looking = setInterval(() => server.closeIdleConnections(), INTERVAL_MS);
      await closed;
      clearInterval(looking);
    },
    destroy() {
      for (const socket of open) socket.destroy();
    },
  };
}

/**
 * Closes the connection of a request that was answered before its body was read. The client gets a moment to read the
 * response; if a short body ends in that time, the connection is kept.
 */
export function endUnreadBody(request: IncomingMessage): void {
  const { socket } = request;
  const [began, read] = [performance.now(), socket.bytesRead];
  // Discards what arrives; Node does not even say how much.
  request.resume();
  const looking = setInterval(() => {
    const isTooMuch = socket.bytesRead - read > MAX_UNREAD || performance.now() - began > UNREAD_MS;
    if (isTooMuch && !request.complete) socket.destroy();
    if (isTooMuch || request.complete || socket.destroyed) clearInterval(looking);
  }, UNREAD_LOOK_MS);
}
