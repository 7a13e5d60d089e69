import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { endUnreadBody } from './connections.ts';

/** Sets what every response has, and deals with a body that is never read. */
export function beginResponse(request: IncomingMessage, response: ServerResponse): void {
  // Nothing from the caller enters our logs unchecked.
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.once('finish', () => {
    if (!request.complete) endUnreadBody(request);
  });
}
