import type { IncomingMessage } from 'node:http';
import type { Location } from './location.ts';

/**
 * Whether a request comes from a page of this server: its origin is the public address or the requested host. A proxy
 * may change the host (nginx and Apache do by default), so either one is enough; no page of another site can make its
 * browser send either as its own origin.
 */
function isOwnOrigin(request: IncomingMessage, location: Location): boolean {
  const { headers } = request;
  const page = URL.parse(headers.origin ?? '');
  if (page === null || !/^https?:$/.test(page.protocol)) return false;
  const { origin } = new URL(location.baseUrlOf(request));
  return page.origin === origin || page.host === headers.host?.toLowerCase();
}

/**
 * Whether a page of this server makes a request, as current browsers say with each one. No page can fake that, and it
 * works through any proxy. Older browsers, and some with WebSockets, send only the origin.
 */
export function isFromOwnPage(request: IncomingMessage, location: Location): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === undefined ? isOwnOrigin(request, location) : site === 'same-origin';
}

/**
 * Whether the page that makes a request may open a chat.
 * @param allowed origins; without any, only this server's own pages may. The public address is always allowed.
 */
export function mayOpenChat(
  request: IncomingMessage,
  { allowed, location }: { allowed: readonly string[]; location: Location },
): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  if (allowed.length === 0) return isOwnOrigin(request, location);
  const own = location.publicUrl === undefined ? [] : [new URL(location.publicUrl).origin];
  return [...allowed, ...own].includes(origin);
}
