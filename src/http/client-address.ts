import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/**
 * Which proxies' `X-Forwarded-*` headers to trust: none, those of this many proxies in front of the server, or those of
 * proxies in these networks.
 */
export type TrustProxy = false | number | readonly string[];

/**
 * Parses a setting: `on` (one proxy), `off`, a number of proxies, or networks separated by commas, in CIDR notation or
 * as `loopback`, `linklocal`, `uniquelocal`.
 * @returns undefined if it is none of these
 */
export function parseTrustProxy(text: string): TrustProxy | undefined {
  const given = text.trim().toLowerCase();
  if (given === 'on') return 1;
  if (given === 'off') return false;
  if (/^\d{1,2}$/.test(given)) return Number(given) === 0 ? false : Number(given);
  const networks = given.split(',').map((network) => network.trim());
  try {
    proxyAddr.compile(networks);
    return networks;
  } catch {
    return undefined;
  }
}

/** Where requests come from. */
export interface ClientAddresses {
  /** The key that limits count by: the client's IPv4 address, or its IPv6 network (a /64 is one household). */
  addressOf: (request: IncomingMessage) => string;
  /** How many trusted proxies the request came through. */
  proxiesOf: (request: IncomingMessage) => number;
}

export interface ClientAddressOptions {
  trustProxy: TrustProxy;
  /**
   * Called once, on the first request that seems to come through an untrusted proxy.
   * @param peer the kind of network it came from: `loopback`, `private`, `uniqueLocal`, `unicast` …
   */
  onUnknownProxy?: ((peer: string) => void) | undefined;
}

const FORWARDED = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded'];

/** Finds a client's address as far as trusted proxies vouch for it. */
export function createClientAddresses({ trustProxy, onUnknownProxy }: ClientAddressOptions): ClientAddresses {
  const trusts = trustFunction(trustProxy);
  let hasWarned = false;
  /** The addresses of connections; a request without a forwarded address comes from its connection's. */
  const known = new WeakMap<Socket, string>();

  const noticeUnknownProxy = ({ headers, socket }: IncomingMessage): void => {
    if (hasWarned || trusts(socket.remoteAddress ?? '', 0)) return;
    if (!isForwarded({ headers })) return;
    hasWarned = true;
    onUnknownProxy?.(kindOf(socket.remoteAddress ?? ''));
  };
  return {
    addressOf(request) {
      const { socket } = request;
      const isDirect = !isForwarded(request);
      const remembered = isDirect ? known.get(socket) : undefined;
      if (remembered !== undefined) return remembered;
      noticeUnknownProxy(request);
      // Beyond the last trusted proxy, anybody may have written anything.
      const address = chainOf(request, trusts).findLast((each) => ipaddr.isValid(each));
      const network = address === undefined ? 'unknown' : networkOf(address);
      if (isDirect) known.set(socket, network);
      return network;
    },
    proxiesOf(request) {
      if (!trusts(request.socket.remoteAddress ?? '', 0)) return 0;
      return Math.max(1, chainOf(request, trusts).length - 1);
    },
  };
}

const isForwarded = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  FORWARDED.some((name) => headers[name] !== undefined);

type Trusts = (address: string, distance: number) => boolean;

function trustFunction(trustProxy: TrustProxy): Trusts {
  if (trustProxy === false) return () => false;
  if (typeof trustProxy === 'number') return (_address, distance) => distance < trustProxy;
  return proxyAddr.compile([...trustProxy]);
}

/** The peer, then the addresses that trusted proxies named, nearest first; the last one is the client. */
function chainOf({ headers, socket }: IncomingMessage, trusts: Trusts): string[] {
  const named = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map(withoutPort);
  const request = {
    headers: { 'x-forwarded-for': named.join(',') },
    connection: { remoteAddress: socket.remoteAddress ?? '' },
  };
  // The library reads only these two.
  return proxyAddr.all(request as unknown as IncomingMessage, trusts);
}

/** Some proxies include the client's port: `203.0.113.7:51234` (Azure), `[2001:db8::1]:51234`. */
const withoutPort = (entry: string): string =>
  entry
    .trim()
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1');

const kindOf = (address: string): string =>
  ipaddr.isValid(address) ? ipaddr.process(address).range() : 'unknown';

function networkOf(address: string): string {
  // An IPv4 address in IPv6 notation becomes an IPv4 address.
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const network = parsed.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
}
