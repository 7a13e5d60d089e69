import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'restify';
import { type Handler, route, type Route, type RouteOptions, type RouteShape } from '#http/route.ts';
import type { RouteContext } from './context.ts';

const ALLOWED_HEADERS = 'authorization, content-type, content-disposition, x-ms-bot-agent, x-requested-with';

/**
 * Lets every page call: the token opens the conversation, and no cookie is ever used. The token's own origins and the
 * visitor session turn away pages that are not allowed.
 */
function setCors(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  response.setHeader('Vary', 'Origin');
  if (origin === undefined) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  // The client requests its session id "with credentials", which browsers refuse without this header.
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
}

/** Responds to a preflight, which never carries credentials. */
function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  setCors(request, response);
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', ALLOWED_HEADERS);
  response.setHeader('Access-Control-Max-Age', '86400');
  // restify's writeHead returns nothing to chain on.
  response.writeHead(204);
  response.end();
}

/** Declares a Direct Line route, which pages of any site may call. */
export const directLineRoute = <Path extends string, Query, Body, Given>(
  shape: Omit<RouteShape<Path, Query, Body, Given>, 'tag'>,
  makeHandler: (context: RouteContext) => Handler<Path, Query, Body, Given>,
  options: Pick<RouteOptions<RouteContext>, 'isBusy'> = {},
): Route<RouteContext> =>
  route({ ...shape, tag: 'Direct Line' }, makeHandler, {
    before: ({ request, response }) => setCors(request, response),
    where: 'could not serve a Direct Line request; responding with an error',
    ...options,
  });

/** Registers the preflight response of a route, next to its methods. */
export function allowPreflight(server: Server, path: string): void {
  server.opts(path, (request, response, next) => {
    answerPreflight(request, response);
    next(false);
  });
}
