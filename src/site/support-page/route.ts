import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Request, Response, Server } from 'restify';
import { pagePolicy } from '../page-policy.ts';

/** `GET /`: the page as it was made at the start, compressed once. */
export function mountSupportPage(server: Server, page: string): void {
  const plain = Buffer.from(page);
  const encodings = { br: brotliCompressSync(plain), gzip: gzipSync(plain), identity: plain };
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  const serve = (request: Request, response: Response): void => {
    const wanted = request.headers['accept-encoding'] ?? '';
    const encoding = /\bbr\b/.test(wanted) ? 'br' : /\bgzip\b/.test(wanted) ? 'gzip' : 'identity';
    response.setHeader('Content-Security-Policy', pagePolicy("'self' ws: wss:"));
    response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
    response.setHeader('Cache-Control', 'no-cache');
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('ETag', etag);
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304);
      response.end();
      return;
    }
    const body = encodings[encoding];
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
    response.setHeader('Content-Length', body.byteLength);
    response.writeHead(200);
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  for (const method of ['get', 'head'] as const)
    server[method]('/', (request: Request, response: Response, next: (error?: false) => void) => {
      serve(request, response);
      next(false);
    });
}
