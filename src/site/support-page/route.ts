import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Logger } from 'pino';
import { prepare, type Prepared, sendPrepared } from '#http/prepared.ts';
import { route } from '#http/route.ts';
import { derivedFrom } from '#derived-from.ts';
import { pagePolicy } from '../page-policy.ts';

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** Compresses a page off the main thread. */
async function preparePage(page: string): Promise<Prepared> {
  const plain = Buffer.from(page);
  const [br, gz] = await Promise.all([compress.br(plain), compress.gzip(plain)]);
  return prepare('text/html; charset=utf-8', { br, gzip: gz });
}

/** Serves the page for the current knowledge, compressed once. */
export const supportPageRoute = route(
  {
    method: 'get',
    path: '/',
    summary: 'The sample support page.',
    tag: 'Site',
    callers: ['anyone'],
    answers: { 200: 'text/html', 304: null },
  },
  ({ page }: { page: () => string; log: Logger }) => {
    const prepared = derivedFrom(page, preparePage);
    return async ({ request, response }) => {
      const current = await prepared();
      response.setHeader('Content-Security-Policy', pagePolicy("'self' ws: wss:"));
      response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
      response.setHeader('Cache-Control', 'no-cache');
      sendPrepared(request, response, current);
      return undefined;
    };
  },
  { where: 'could not send the support page' },
);
