import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'restify';
import { beginResponse } from './begin-response.ts';

/** restify's first hook, which its types leave out. It returns false if it has handled the request. */
export type HookedServer = Server & {
  first: (hook: (request: IncomingMessage, response: ServerResponse) => boolean) => void;
};

/** A host that contains nothing that a URL could not. */
const PLAIN_HOST = /^[\w.-]+(?::\d+)?$/;

/**
 * Serves the plain requests of a busy route before restify's chains and router see them: those take longer than the
 * response itself. A request is plain if its path is exactly the route's, without escapes or a query. All others go on
 * to restify, where the same route is mounted.
 * @param serve never throws
 */
export function serveAhead(
  server: Server,
  { method, path }: { method: string; path: string },
  serve: (request: IncomingMessage, response: ServerResponse, params: Record<string, string>) => void,
): void {
  const verb = method.toUpperCase();
  const pattern = new RegExp(`^${path.replaceAll(/:(\w+)/g, String.raw`(?<$1>[\w-]+)`)}$`);
  (server as HookedServer).first((request, response) => {
    if (request.method !== verb || !PLAIN_HOST.test(request.headers.host ?? '')) return true;
    const params = pattern.exec(request.url ?? '')?.groups;
    if (params === undefined) return true;
    beginResponse(request, response);
    serve(request, response, params);
    return false;
  });
}
