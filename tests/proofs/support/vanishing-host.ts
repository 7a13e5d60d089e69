import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Proof } from './proof.ts';

/** A TCP proxy that can imitate a vanished host: it accepts everything and never answers. */
export interface VanishingHost {
  port: number;
  /** From now on, open connections go silent; new ones work. */
  vanish(): void;
  /** Decides whether new connections go silent too, or work. */
  setReachable(isReachable: boolean): void;
  /** The number of connections opened so far. */
  readonly opened: number;
}

/** Starts the proxy; the end of the proof closes it. */
export async function startVanishingHost({ atEnd }: Proof, target: number): Promise<VanishingHost> {
  const pairs = new Set<[Socket, Socket]>();
  const swallowed = new Set<Socket>();
  let isReachable = true;
  let opened = 0;

  const swallow = (socket: Socket): void => {
    swallowed.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => swallowed.delete(socket));
    // Keeps reading, so that the other side's buffers never fill up.
    socket.resume();
  };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    opened += 1;
    if (!isReachable) return swallow(client);
    const upstream = connect({ port: target, host: '127.0.0.1' });
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    client.pipe(upstream);
    upstream.pipe(client);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (pairs.delete(pair)) for (const each of pair) each.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => {
    server.close();
    for (const socket of [...swallowed, ...[...pairs].flat()]) socket.destroy();
  });
  return {
    port: (server.address() as AddressInfo).port,
    get opened() {
      return opened;
    },
    vanish() {
      for (const [client, upstream] of pairs) {
        client.unpipe(upstream);
        upstream.unpipe(client);
        swallow(client);
        swallow(upstream);
      }
      pairs.clear();
    },
    setReachable(value) {
      isReachable = value;
    },
  };
}
