import type { Request, Server } from 'restify';
import { pathOf } from '#http/url.ts';
import type { Tracer } from './tracer.ts';

/** Monitoring calls these every few seconds; their spans would hide all others. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** The route's pattern: real paths may contain file names. */
const routeOf = (request: Request): string | undefined => {
  const route: unknown = request.getRoute()?.path;
  return typeof route === 'string' ? route : undefined;
};

/** Starts a trace for each request; the work done for it becomes child spans. */
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
