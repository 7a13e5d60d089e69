import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Program, startProgram } from './program.ts';

/**
 * Starts the cheapest possible chat between two people, as a separate process: what one socket receives goes out on the
 * other, `/{chat}/customer` and `/{chat}/agent`. It has no store, no accounts and no way to reconnect.
 */
export const startRelay = (): Promise<Program> => startProgram(import.meta.filename);

function serve(): void {
  const http = createServer();
  const sockets = new Map<string, WebSocket>();
  new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket, { url = '' }) => {
    const [, chat, side] = url.split('/');
    const other = `/${chat}/${side === 'customer' ? 'agent' : 'customer'}`;
    sockets.set(url, socket);
    socket.on('message', (data: Buffer) => sockets.get(other)?.send(data, { binary: false }));
    socket.on('close', () => sockets.delete(url));
  });
  http.listen(0, '127.0.0.1', () => {
    const { port } = http.address() as AddressInfo;
    console.log(`The relay is ready at http://127.0.0.1:${port}`);
  });
}

if (import.meta.main) serve();
