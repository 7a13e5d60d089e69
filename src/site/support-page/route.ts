import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Logger } from 'pino';
import { prepare, sendPrepared } from '#http/prepared.ts';
import { route } from '#http/route.ts';
import { pagePolicy } from '../page-policy.ts';

/** The page as rendered at startup, compressed once. */
export const supportPageRoute = route(
  {
    method: 'get',
    path: '/',
    summary: 'The sample support page.',
    tag: 'Site',
    callers: ['anyone'],
    answers: { 200: 'text/html', 304: null },
  },
  ({ page }: { page: string; log: Logger }) => {
    const plain = Buffer.from(page);
    const prepared = prepare('text/html; charset=utf-8', plain, {
      br: brotliCompressSync(plain),
      gzip: gzipSync(plain),
    });
    return ({ request, response }) => {
      response.setHeader('Content-Security-Policy', pagePolicy("'self' ws: wss:"));
      response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
      response.setHeader('Cache-Control', 'no-cache');
      sendPrepared(request, response, prepared);
      return Promise.resolve(undefined);
    };
  },
  { where: 'could not send the support page' },
);
