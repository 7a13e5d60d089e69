import type { Request, Server } from 'restify';
import { pathOf } from '#http/url.ts';
import type { Tracer } from './tracer.ts';

/** Asked every few seconds by whoever watches the server: their spans would hide all others. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** The pattern that a request was routed by: paths themselves may hold names of files. */
const routeOf = (request: Request): string | undefined => {
  const route: unknown = request.getRoute()?.path;
  return typeof route === 'string' ? route : undefined;
};

/** Makes a trace of each request; what is done for it becomes a part of that. */
export function traceRequests(server: Server, tracer: Tracer): void {
  server.pre((request, response, next) => {
    if (PROBES.has(pathOf(request))) return next();
    const method = request.method ?? '';
    const attributes = { 'http.request.method': method };
    void tracer.span({ name: method, attributes, parent: 'none' }, async (span) => {
      const closed = new Promise<void>((resolve) => response.once('close', resolve));
      next();
      await closed;
      const route = routeOf(request);
      if (route !== undefined) span.rename(`${method} ${route}`);
      span.set({
        'http.response.status_code': response.statusCode,
        ...(route === undefined ? {} : { 'http.route': route }),
      });
    });
    return undefined;
  });
}
