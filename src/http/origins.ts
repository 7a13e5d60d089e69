import type { IncomingMessage } from 'node:http';
import type { Location } from './location.ts';

/**
 * Whether a request comes from a page of this server's own: its origin is the public address, or the host that was
 * asked for. A proxy may change the host (nginx and Apache do unless told otherwise), so either one is enough; no page
 * of another site can make its browser send either one with its own origin.
 */
function isOwnOrigin(request: IncomingMessage, location: Location): boolean {
  const { headers } = request;
  const page = URL.parse(headers.origin ?? '');
  if (page === null || !/^https?:$/.test(page.protocol)) return false;
  const { origin } = new URL(location.baseUrlOf(request));
  return page.origin === origin || page.host === headers.host?.toLowerCase();
}

/**
 * The same, by what current browsers say with each request: whether a page of the same origin made it. No page can make
 * them say otherwise, and it holds through any proxy. Older ones, and some with WebSockets, send only the origin.
 */
export function isFromOwnPage(request: IncomingMessage, location: Location): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === undefined ? isOwnOrigin(request, location) : site === 'same-origin';
}

/**
 * Whether the page that makes a request may open a chat.
 * @param allowed origins; when there are none, this server's own pages may. The public address is always one.
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
