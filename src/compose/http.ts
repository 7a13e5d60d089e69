import { type AddressInfo, isIPv6 } from 'node:net';
import type { Server } from 'restify';
import type { AppParts } from '#app-parts.ts';
import type { Config } from '#config.ts';
import { type Connections, watchConnections } from '#http/connections.ts';
import { createHttpServer } from '#http/server.ts';
import { createUpgrades, type Upgrades } from '#http/upgrades.ts';

/** The HTTP server, and the parts that must watch it from the start. */
export interface Http {
  server: Server;
  connections: Connections;
  upgrades: Upgrades;
}

/** Creates the server, unless the parts include one. It does not listen yet. */
export function createHttp({ log, server = createHttpServer(log) }: AppParts): Http {
  return {
    server,
    connections: watchConnections(server.server),
    upgrades: createUpgrades(server.server, log),
  };
}

/** @throws the error of listening */
export const listen = (server: Server, { port, host }: Config): Promise<void> =>
  new Promise((resolve, reject) => {
    // restify re-emits the errors of the underlying server.
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** Returns the URL at which a listening server is reached on this machine. */
export function urlOf(server: Server, hostname: string): string {
  const { port } = server.server.address() as AddressInfo;
  // IPv6 addresses are in brackets in a URL.
  const host = isIPv6(hostname) ? `[${hostname}]` : hostname;
  return `http://${host}:${port}`;
}
