import type { IncomingMessage } from 'node:http';

/**
 * Whether a request's host and target form a valid URL. Node's parser lets invalid ones through, and restify parses
 * them where nobody catches the error, which would end the process.
 */
export function hasUsableTarget({ headers, url = '' }: IncomingMessage): boolean {
  const host = headers.host || 'localhost';
  if (/[/?#@\\]/.test(host)) return false;
  const base = `http://${host}`;
  return url.startsWith('/') ? URL.canParse(base + url) : URL.canParse(url, base);
}
