import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { errorBody, isFault, problemOf } from './problem.ts';
import { pathOf } from './url.ts';

/** Text that is already JSON, so that stored JSON need not be parsed and serialised again. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Responds with JSON, uncached unless `headers` says otherwise. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  // A string and not bytes: Node then sends it in one write together with the head.
  const text = body instanceof JsonText ? body.text : JSON.stringify(body ?? {});
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(text);
}

/**
 * Responds with a problem; this is the only place where an error becomes a response. If the response has already begun,
 * it closes the connection instead. Logs bugs.
 * @param where names the request in the log
 */
export function sendProblem(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  { log, where }: { log: Logger; where: string },
): void {
  const problem = problemOf(error);
  if (isFault(error))
    log.error({ err: error, requestId: response.getHeader('X-Request-Id'), path: pathOf(request) }, where);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(problem.retryAfter));
  sendJson(response, problem.statusCode, errorBody(problem));
}
