import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import type { Request, Response } from 'restify';
import { HttpProblem } from '../http/problem.ts';
import { sendJson, sendProblem } from '../http/respond.ts';

/** Answers a request with JSON: what it returns, or the failure that it throws. */
export type DeskHandler = (request: Request, response: Response) => Promise<unknown>;

/**
 * A handler as restify wants it. No other site may read or cause anything here: there are no CORS headers, and what
 * changes something must come from a page of this server.
 */
export const deskRoute =
  (handler: DeskHandler, log: Logger) =>
  async (request: Request, response: Response): Promise<void> => {
    try {
      if (request.method !== 'GET') refuseOtherSites(request);
      sendJson(response, 200, await handler(request, response));
    } catch (error) {
      sendProblem(request, response, error, { log, where: 'a desk request failed' });
    }
  };

/**
 * Browsers say with each request whether a page of the same origin made it, and no page can make them say otherwise.
 * The cookie's SameSite is the other lock: either one is enough.
 * @throws {HttpProblem} 403
 */
function refuseOtherSites({ headers }: Request): void {
  const site = headers['sec-fetch-site'];
  const isForeign = site === undefined ? !isOwnOrigin(headers) : site !== 'same-origin';
  if (isForeign) throw new HttpProblem(403, 'Forbidden', 'This can only be done from the desk itself.');
  if (!(headers['content-type'] ?? '').startsWith('application/json'))
    throw new HttpProblem(415, 'UnsupportedMediaType', 'Send the body as application/json.');
}

/** Old browsers send only the origin; it has the host that was asked for. */
export const isOwnOrigin = ({ origin, host }: IncomingHttpHeaders): boolean =>
  origin !== undefined && URL.parse(origin)?.host === host;
