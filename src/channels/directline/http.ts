import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import { isUnavailable } from '../../store/errors.ts';
import { errorBody } from '../http-server.ts';
import { Failure } from './failure.ts';

export interface Reply {
  status: number;
  /** Sent as JSON; a `JsonText` as it stands. */
  body: unknown;
}

/** What is JSON already: what was stored is not taken apart only to be put together again. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
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
      const failure = asFailure(error);
      // The store itself says once that the database is away.
      if (failure.statusCode >= 500 && !isUnavailable(error))
        log.error({ err: error, url: pathOf(request) }, 'A Direct Line request failed');
      if (response.headersSent) {
        response.destroy();
        return;
      }
      if (failure.retryAfter !== undefined) response.setHeader('Retry-After', String(failure.retryAfter));
      // What is left of an unread body would be taken for the next request.
      if (!request.complete) response.setHeader('Connection', 'close');
      sendJson(response, failure.statusCode, errorBody(failure.code, failure.message));
    }
  };

/** Any error as what the client is told; causes stay in the log. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isUnavailable(error))
    return new Failure(503, 'ServiceUnavailable', 'The service is briefly unavailable. Please try again.', 2);
  return new Failure(500, 'InternalError', 'Something went wrong on our side. Please try again.');
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  // A text, not its bytes: Node then sends it in one write together with the head.
  const text = body instanceof JsonText ? body.text : JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(text);
}

/** The path without the query, which may hold a token. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? '';

/** The query of a request. */
export const queryOf = (request: IncomingMessage): URLSearchParams =>
  new URLSearchParams((request.url ?? '').split('?')[1] ?? '');

/** Registers a preflight answer for a route, beside its methods. */
export function allowPreflight(server: Server, path: string): void {
  server.opts(path, (request, response, next) => {
    answerPreflight(request, response);
    next(false);
  });
}
