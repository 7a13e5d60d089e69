import type { Logger } from 'pino';
import type { Request, Response } from 'restify';
import type { Location } from '#http/location.ts';
import { isFromOwnPage } from '#http/origins.ts';
import { HttpProblem } from '#http/problem.ts';
import { sendJson, sendProblem } from '#http/respond.ts';

/** Answers a request with JSON: what it returns, or the failure that it throws. */
export type DeskHandler = (request: Request, response: Response) => Promise<unknown>;

/** What a route takes, where it takes a body. */
export type DeskBody = 'application/json' | 'multipart/form-data';

interface DeskRouteParts {
  location: Location;
  log: Logger;
  /** JSON unless told otherwise. */
  takes?: DeskBody | undefined;
}

/**
 * A handler as restify wants it. No other site may read or cause anything here: there are no CORS headers, and what
 * changes something must come from a page of this server.
 */
export const deskRoute =
  (handler: DeskHandler, { location, log, takes = 'application/json' }: DeskRouteParts) =>
  async (request: Request, response: Response): Promise<void> => {
    try {
      if (request.method !== 'GET') refuseOtherSites(request, location, takes);
      sendJson(response, 200, await handler(request, response));
    } catch (error) {
      sendProblem(request, response, error, { log, where: 'a desk request failed' });
    }
  };

/**
 * The cookie's SameSite is the other lock: either one is enough.
 * @throws {HttpProblem} 403, 415
 */
function refuseOtherSites(request: Request, location: Location, takes: DeskBody): void {
  const { headers } = request;
  if (!isFromOwnPage(request, location))
    throw new HttpProblem(403, 'Forbidden', 'This can only be done from the desk itself.');
  if (!(headers['content-type'] ?? '').startsWith(takes))
    throw new HttpProblem(415, 'UnsupportedMediaType', `Send the body as ${takes}.`);
}
