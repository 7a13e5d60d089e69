import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection on which a test sends what no HTTP client would. */
export interface RawSocket {
  socket: Socket;
  write(text: string): void;
  /** Resolves with the data received so far, once it contains the expected text. */
  until(found: RegExp): Promise<string>;
  /** Resolves with everything received, once the server has ended the connection. */
  ended: Promise<string>;
  /** Drops the connection abruptly. */
  reset(): void;
}

/** Connects to a server. @param url any URL on it */
export async function openSocket(url: string): Promise<RawSocket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let received = '';
  const news = new Set<() => void>();
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
    for (const hear of news) hear();
  });
  socket.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => {
    socket.once('end', () => resolve(received)).once('close', () => resolve(received));
  });
  await once(socket, 'connect');
  return {
    socket,
    write: (text) => void socket.write(text, 'latin1'),
    until: (found) =>
      new Promise((resolve, reject) => {
        const hear = (): void => {
          if (!found.test(received)) return;
          news.delete(hear);
          resolve(received);
        };
        news.add(hear);
        void ended.then(() => reject(new Error(`The connection ended with: ${received}`)));
        hear();
      }),
    ended,
    reset: () => void socket.resetAndDestroy(),
  };
}
