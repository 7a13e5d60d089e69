import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { errorBody, isFault, problemOf } from './problem.ts';
import { pathOf } from './url.ts';

/** What is JSON already: what was stored is not taken apart only to be put together again. */
export class JsonText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Answers with JSON that nobody keeps, unless `headers` says otherwise. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  // A text, not its bytes: Node then sends it in one write together with the head.
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
 * Answers with what went wrong: the one place where a problem becomes a response. An answer that has begun is broken off
 * by ending the connection. Faults of ours are logged.
 * @param where what was asked, for the log
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
