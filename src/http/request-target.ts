import type { IncomingMessage } from 'node:http';

/**
 * Whether what a request asks for can be read as an address at all. Node's parser lets hosts and targets through that
 * are none, and restify ends the process over them: it makes a URL of both, where nobody catches what that throws.
 */
export function hasUsableTarget({ headers, url = '' }: IncomingMessage): boolean {
  const host = headers.host || 'localhost';
  if (/[/?#@\\]/.test(host)) return false;
  const base = `http://${host}`;
  return url.startsWith('/') ? URL.canParse(base + url) : URL.canParse(url, base);
}
