import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import restify from 'restify';
import { wellFormedUrl } from '../text/well-formed.ts';

/** A refusal that the caller can act on: a status, a stable code, and one plain sentence. */
export class HttpProblem extends Error {
  readonly statusCode: number;
  readonly code: string;

  constructor(statusCode: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HttpProblem';
    this.statusCode = statusCode;
    this.code = code;
  }
}

/** Answers 404 to WebSocket upgrades that no channel takes, instead of leaving them hanging. */
export function refuseUpgrades(
  server: restify.Server,
  isNobodys: (request: IncomingMessage) => boolean,
): void {
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    if (isNobodys(request))
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
}

/** The body of every error, the shape that Bot Framework's own endpoints use. */
export const errorBody = (code: string, message: string) => ({ error: { code, message } });

/** What restify itself refuses, in our codes and words. */
const restifyProblems: Record<string, { code: string; message: string }> = {
  ResourceNotFound: { code: 'NotFound', message: 'There is nothing at this address.' },
  MethodNotAllowed: { code: 'MethodNotAllowed', message: 'This address does not take that method.' },
  InvalidContent: { code: 'BadJson', message: 'The body is not valid JSON.' },
  PayloadTooLarge: { code: 'BodyTooLarge', message: 'The body is too large.' },
  RequestEntityTooLarge: { code: 'BodyTooLarge', message: 'The body is too large.' },
  UnsupportedMediaType: { code: 'UnsupportedMediaType', message: 'Send the body as application/json.' },
};

interface RestifyError extends Error {
  statusCode?: number;
  body?: { code?: string };
  toJSON?: () => unknown;
}

/**
 * Makes the HTTP server that every channel mounts its routes on: a request id on each request, one shape for
 * errors, and no word about the inside of the server in any answer. It does not listen yet.
 */
export function createHttpServer(log: Logger): restify.Server {
  const server = restify.createServer({ name: 'support-bot', ignoreTrailingSlash: true });
  server.pre((request, response, next) => {
    request.url = wellFormedUrl(request.url ?? '');
    // Nothing of the caller's goes into our logs unchecked.
    const given = request.headers['x-request-id'];
    const id = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
    response.setHeader('X-Request-Id', id);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.removeHeader('Server');
    next();
  });
  server.on(
    'restifyError',
    (request: restify.Request, response: restify.Response, error: RestifyError, done: () => void) => {
      const problem = describe(error);
      if (problem.statusCode >= 500 && !(error instanceof HttpProblem)) {
        log.error(
          { err: error, requestId: response.getHeader('X-Request-Id'), path: request.path() },
          'request failed',
        );
      }
      error.toJSON = () => errorBody(problem.code, problem.message);
      error.statusCode = problem.statusCode;
      done();
    },
  );
  return server;
}

function describe(error: RestifyError): { statusCode: number; code: string; message: string } {
  if (error instanceof HttpProblem) return error;
  const known = restifyProblems[error.body?.code ?? ''];
  if (known !== undefined) return { statusCode: error.statusCode ?? 400, ...known };
  const status = error.statusCode ?? 500;
  return status >= 500
    ? {
        statusCode: 500,
        code: 'InternalError',
        message: 'Something went wrong on our side. Please try again.',
      }
    : { statusCode: status, code: 'BadRequest', message: 'The request is not usable.' };
}
