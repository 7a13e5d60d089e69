import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Request, Response, Server } from 'restify';
import { prepare, sendPrepared } from '#http/prepared.ts';
import { pagePolicy } from '../page-policy.ts';

/** `GET /`: the page as it was made at the start, compressed once. */
export function mountSupportPage(server: Server, page: string): void {
  const plain = Buffer.from(page);
  const prepared = prepare('text/html; charset=utf-8', plain, {
    br: brotliCompressSync(plain),
    gzip: gzipSync(plain),
  });
  server.get('/', (request: Request, response: Response, next: (error?: false) => void) => {
    response.setHeader('Content-Security-Policy', pagePolicy("'self' ws: wss:"));
    response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
    response.setHeader('Cache-Control', 'no-cache');
    sendPrepared(request, response, prepared);
    next(false);
  });
}
