import { createServer, type IncomingMessage, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** How a proxy forwards requests. */
export interface ProxyManners {
  /** The target. */
  target: string;
  /** Forwards the original Host header; nginx and Apache do so only when configured to. */
  preservesHost?: boolean;
  /** A path prefix that it removes before forwarding a request. */
  strips?: string;
  /** The headers that it adds, given the original request. */
  adds?: (request: IncomingMessage) => Record<string, string>;
}

/** Appends the client's address, as proxies do. */
export const forwardedFor =
  (clientOf: (request: IncomingMessage) => string) =>
  (request: IncomingMessage): Record<string, string> => {
    const before = request.headers['x-forwarded-for'];
    return {
      'x-forwarded-for': [...(before === undefined ? [] : [before]), clientOf(request)].join(', '),
      'x-forwarded-proto': 'https',
    };
  };

/** Starts a reverse proxy in front of a server, including WebSockets; it stops when the test ends. @returns its URL */
export async function startProxy({
  target,
  preservesHost,
  strips = '',
  adds,
}: ProxyManners): Promise<string> {
  const { host, hostname, port } = new URL(target);
  const passedOn = (request: IncomingMessage) => ({
    hostname,
    port,
    method: request.method ?? 'GET',
    path: request.url?.startsWith(strips) ? request.url.slice(strips.length) || '/' : (request.url ?? '/'),
    headers: { ...request.headers, ...(preservesHost ? {} : { host }), ...adds?.(request) },
    agent: false as const,
  });
  const server = createServer((request, response) => {
    const onward = ask(passedOn(request), (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('upgrade', (request, socket) => {
    const onward = ask(passedOn(request));
    onward.on('upgrade', (answer, upstream, begun) => {
      const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join('\r\n')}\r\n\r\n`);
      socket.write(begun);
      upstream.pipe(socket).pipe(upstream);
      for (const [one, other] of [[upstream, socket] as const, [socket, upstream] as const]) {
        one.on('error', () => undefined);
        one.on('close', () => other.destroy());
      }
    });
    onward.on('response', (answer) => {
      socket.end(`HTTP/1.1 ${answer.statusCode} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      answer.resume();
    });
    onward.on('error', () => socket.destroy());
    onward.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
