import type { Logger } from 'pino';
import type restify from 'restify';
import { wellFormedUrl } from '#text/well-formed.ts';
import { beginResponse } from './begin-response.ts';
import { HttpProblem } from './problem.ts';
import { hasUsableTarget } from './request-target.ts';
import { sendProblem } from './respond.ts';
import { createRestifyServer } from './restify-core.ts';
import { refuse } from './upgrades.ts';

/** The time for a request's head, and for a whole request with the largest upload, in milliseconds. */
const HEAD_MS = 15_000;
const REQUEST_MS = 150_000;

/** restify's own refusals, with our codes and texts. */
const restifyProblems: Record<string, { code: string; message: string }> = {
  ResourceNotFound: { code: 'NotFound', message: 'There is nothing at this address.' },
  MethodNotAllowed: { code: 'MethodNotAllowed', message: 'This address does not support that method.' },
};

/** Refusals of Node's parser, before there is a request. */
const clientProblems: Record<string, [status: number, code: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'TooLarge', 'The head of the request is too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'TooSlow', 'The request did not arrive in time.'],
};

interface RestifyError extends Error {
  statusCode?: number;
  body?: { code?: string };
}

/** restify calls handlers without catching errors: a synchronous throw would end the process. */
const guarded =
  (handler: restify.RequestHandler): restify.RequestHandler =>
  (request, response, next) => {
    try {
      return handler(request, response, next) as unknown;
    } catch (error) {
      return next(error);
    }
  };

function guardHandlers(server: restify.Server): void {
  for (const method of ['get', 'post', 'opts', 'head'] as const) {
    const mount = server[method].bind(server);
    server[method] = (path, ...handlers) => mount(path, ...handlers.flat().map(guarded));
  }
}

/**
 * Builds the HTTP server on which every channel mounts its routes. Each request gets an id, all errors have one shape,
 * and no response reveals internals. HEAD is handled as GET without the body. The server does not listen yet.
 */
export function createHttpServer(log: Logger): restify.Server {
  const server = createRestifyServer({ name: 'support-bot', ignoreTrailingSlash: true }, log);
  guardHandlers(server);
  server.server.headersTimeout = HEAD_MS;
  server.server.requestTimeout = REQUEST_MS;
  server.pre((request, response, next) => {
    request.url = wellFormedUrl(request.url ?? '');
    beginResponse(request, response);
    response.removeHeader('Server');
    // Node has already noted that this response has no body.
    if (request.method === 'HEAD') request.method = 'GET';
    next(
      hasUsableTarget(request) ? undefined : new HttpProblem(400, 'BadRequest', 'The request is not usable.'),
    );
  });
  // `done` is not called, because restify would respond a second time.
  server.on('restifyError', (request: restify.Request, response: restify.Response, error: RestifyError) => {
    sendProblem(request, response, describe(error), { log, where: 'request failed' });
  });
  server.server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const [status, code, message] = clientProblems[error.code ?? ''] ?? [
      400,
      'BadRequest',
      'The request is not usable.',
    ];
    refuse(socket, new HttpProblem(status, code, message));
  });
  return server;
}

/** An error that a route threw stays as it is; restify's own get our codes and texts. */
function describe(error: RestifyError): Error {
  const { statusCode = 500, body } = error;
  if (error instanceof HttpProblem || statusCode >= 500) return error;
  const { code, message } = restifyProblems[body?.code ?? ''] ?? {
    code: 'BadRequest',
    message: 'The request is not usable.',
  };
  return new HttpProblem(statusCode, code, message);
}
