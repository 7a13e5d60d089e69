import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Where a request comes from and how its sender reaches this server. */
export interface Location {
  /** For limits: the client's IPv4 address, or its IPv6 network (a /64 is one household). */
  addressOf: (request: IncomingMessage) => string;
  /** E.g. `https://chat.example`, without a slash at the end. */
  baseUrlOf: (request: IncomingMessage) => string;
}

export interface LocationOptions {
  publicUrl?: string | undefined;
  /** Believe X-Forwarded-*, which anyone can send who is not kept from it by a proxy. */
  trustProxy: boolean;
}

export function createLocation({ publicUrl, trustProxy }: LocationOptions): Location {
  const fixed = publicUrl?.replace(/\/+$/, '');
  const forwarded = (request: IncomingMessage, name: string): string | undefined => {
    if (!trustProxy) return undefined;
    // The last entry is the one our own proxy has added.
    return [request.headers[name] ?? []].flat().join(',').split(',').at(-1)?.trim() || undefined;
  };
  return {
    addressOf: (request) =>
      networkOf(forwarded(request, 'x-forwarded-for') ?? request.socket.remoteAddress ?? 'unknown'),
    baseUrlOf(request) {
      if (fixed !== undefined) return fixed;
      const encrypted = 'encrypted' in request.socket && request.socket.encrypted === true;
      const scheme = forwarded(request, 'x-forwarded-proto') ?? (encrypted ? 'https' : 'http');
      const host = forwarded(request, 'x-forwarded-host') ?? request.headers.host ?? 'localhost';
      return `${scheme === 'https' ? 'https' : 'http'}://${host}`;
    },
  };
}

function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}
