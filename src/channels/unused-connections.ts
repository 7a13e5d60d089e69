import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Knows the connections that no request has come over yet. Browsers open some in advance, and Node's own
 * `closeIdleConnections` leaves them open: a server that is to end would wait a minute for them.
 * @returns closes them
 */
export function watchUnusedConnections(server: Server): () => void {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  const used = ({ socket }: { socket: Socket }): void => {
    unused.delete(socket);
  };
  server.on('request', used);
  server.on('checkContinue', used);
  server.on('upgrade', used);
  return () => {
    for (const socket of unused) socket.destroy();
  };
}
