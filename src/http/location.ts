import type { IncomingMessage } from 'node:http';
import { type ClientAddresses, type ClientAddressOptions, createClientAddresses } from './client-address.ts';

/** Where a request comes from, and how its sender reaches this server. */
export interface Location extends Pick<ClientAddresses, 'addressOf'> {
  /** Whether a request came through a proxy, or may have: one stands in front that this server was not told about. */
  isProxied: (request: IncomingMessage) => boolean;
  /** E.g. `https://chat.example` or `https://www.example/support`, without a slash at the end. */
  baseUrlOf: (request: IncomingMessage) => string;
  /** The configured address that browsers reach; undefined: what each request says. */
  publicUrl: string | undefined;
  /** The path in front of the server's own, as browsers see it: '' or e.g. `/support`. */
  basePath: string;
}

export interface LocationOptions extends ClientAddressOptions {
  publicUrl?: string | undefined;
}

/** Knows it for one server: made once, so that an unknown proxy is told of once. */
export function createLocation({ publicUrl, ...options }: LocationOptions): Location {
  const { addressOf, proxiesOf } = createClientAddresses(options);
  // This server speaks no TLS, so something in front of it does.
  const hasUnknownProxy = options.trustProxy === false && publicUrl?.startsWith('https:') === true;
  const fixed = publicUrl?.replace(/\/+$/, '');
  /** What the outermost of the trusted proxies was asked for; what stands before that, its client has written. */
  const forwarded = (request: IncomingMessage, name: string): string | undefined => {
    const proxies = proxiesOf(request);
    if (proxies === 0) return undefined;
    const entries = [request.headers[name] ?? []].flat().join(',').split(',');
    return entries[Math.max(0, entries.length - proxies)]?.trim() || undefined;
  };
  return {
    addressOf,
    isProxied: (request) => hasUnknownProxy || proxiesOf(request) > 0,
    baseUrlOf(request) {
      if (fixed !== undefined) return fixed;
      const encrypted = 'encrypted' in request.socket && request.socket.encrypted === true;
      const scheme = forwarded(request, 'x-forwarded-proto') ?? (encrypted ? 'https' : 'http');
      const host = forwarded(request, 'x-forwarded-host') ?? request.headers.host ?? 'localhost';
      return originOf(scheme === 'https' ? 'https' : 'http', host);
    },
    publicUrl: fixed,
    basePath: fixed === undefined ? '' : new URL(fixed).pathname.replace(/\/$/, ''),
  };
}

/** A host that is none comes from no browser. */
function originOf(scheme: 'http' | 'https', host: string): string {
  const url = /^[\w.:[\]-]+$/.test(host) ? URL.parse(`${scheme}://${host}`) : null;
  return url?.origin ?? `${scheme}://localhost`;
}
