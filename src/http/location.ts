import type { IncomingMessage } from 'node:http';
import { type ClientAddresses, type ClientAddressOptions, createClientAddresses } from './client-address.ts';

/** Finds where a request comes from, and the URL by which its sender reaches this server. */
export interface Location extends Pick<ClientAddresses, 'addressOf'> {
  /** Whether a request came through a proxy, or may have: there may be one that is not configured here. */
  isProxied: (request: IncomingMessage) => boolean;
  /** E.g. `https://chat.example` or `https://www.example/support`, without a trailing slash. */
  baseUrlOf: (request: IncomingMessage) => string;
  /** The configured public URL; undefined: each request's own host. */
  publicUrl: string | undefined;
  /** The path in front of the server's own paths, as browsers see it: '' or e.g. `/support`. */
  basePath: string;
}

export interface LocationOptions extends ClientAddressOptions {
  publicUrl?: string | undefined;
}

/** Builds the location of one server. Create it once, so that an unknown proxy is reported once. */
export function createLocation({ publicUrl, ...options }: LocationOptions): Location {
  const { addressOf, proxiesOf } = createClientAddresses(options);
  // This server speaks no TLS, so something in front of it does.
  const hasUnknownProxy = options.trustProxy === false && publicUrl?.startsWith('https:') === true;
  const fixed = publicUrl?.replace(/\/+$/, '');
  /** What the outermost trusted proxy was asked for; the client wrote whatever comes before that. */
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

/** No browser sends an invalid host. */
function originOf(scheme: 'http' | 'https', host: string): string {
  const url = /^[\w.:[\]-]+$/.test(host) ? URL.parse(`${scheme}://${host}`) : null;
  return url?.origin ?? `${scheme}://localhost`;
}
