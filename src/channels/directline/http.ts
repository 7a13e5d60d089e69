import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import { sendJson, sendProblem } from '#http/respond.ts';

export interface Reply {
  status: number;
  /** Sent as JSON; a `JsonText` as it stands. */
  body: unknown;
}

export type Handler = (request: Request, response: Response) => Promise<Reply | undefined>;

const ALLOWED_HEADERS = 'authorization, content-type, content-disposition, x-ms-bot-agent, x-requested-with';

/**
 * Any page may ask: a token is what opens a conversation, and no cookie is ever used. Pages that must not
 * are refused by the token's own origins, and at the visitor session.
 */
function setCors(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  response.setHeader('Vary', 'Origin');
  if (origin === undefined) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  // The client asks for its session id "with credentials", which browsers refuse without this.
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
}

/** Answers a preflight, which never carries credentials. */
function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  setCors(request, response);
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', ALLOWED_HEADERS);
  response.setHeader('Access-Control-Max-Age', '86400');
  // restify's writeHead gives nothing back to chain on.
  response.writeHead(204);
  response.end();
}

/** A handler as restify wants it: its reply sent, its failures answered in Direct Line's shape. */
export const handled =
  (handler: Handler, log: Logger) =>
  async (request: Request, response: Response): Promise<void> => {
    setCors(request, response);
    try {
      const reply = await handler(request, response);
      if (reply !== undefined) sendJson(response, reply.status, reply.body);
    } catch (error) {
      sendProblem(request, response, error, { log, where: 'A Direct Line request failed' });
    }
  };

/** Registers a preflight answer for a route, beside its methods. */
export function allowPreflight(server: Server, path: string): void {
  server.opts(path, (request, response, next) => {
    answerPreflight(request, response);
    next(false);
  });
}
