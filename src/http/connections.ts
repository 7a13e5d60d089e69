import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** What a refused body may still send while its client reads the answer: bytes, and milliseconds. */
const MOST_UNREAD = 1024 * 1024;
const UNREAD_MS = 1000;
const UNREAD_LOOK_MS = 50;
/** How often connections are looked for that a request has left open. */
const INTERVAL_MS = 100;

/** The connections of a server, for its end. */
export interface Connections {
  /**
   * Takes no more, and closes each as soon as no request is on it.
   * @returns resolves when none is left
   */
  close(): Promise<void>;
  /** Ends what is left, whatever is on it. */
  destroy(): void;
}

/**
 * Watches the connections of a server from the first one on. Each has somebody who hears its errors as long as it
 * lives, also when Node has given it away for an upgrade: an error that nobody hears ends the process.
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
      // Browsers open some in advance, which Node does not count as idle.
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
 * Ends the connection of a request that was answered before its body was read. Its client gets a moment to notice the
 * answer; a short body may end in it, and the connection is used again.
 */
export function endUnreadBody(request: IncomingMessage): void {
  const { socket } = request;
  const [began, read] = [performance.now(), socket.bytesRead];
  // Nobody hears what comes; Node does not even say how much.
  request.resume();
  const looking = setInterval(() => {
    const isTooMuch = socket.bytesRead - read > MOST_UNREAD || performance.now() - began > UNREAD_MS;
    if (isTooMuch && !request.complete) socket.destroy();
    if (isTooMuch || request.complete || socket.destroyed) clearInterval(looking);
  }, UNREAD_LOOK_MS);
}
