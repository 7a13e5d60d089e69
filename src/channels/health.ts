import type restify from 'restify';
import { HttpProblem } from '#http/problem.ts';

/** How health is known. */
export interface HealthParts {
  /** The bot is loaded and warm, and not stopping. */
  isReady: () => boolean;
  /** Resolves when the database takes what is written; rejects when it does not. */
  check: () => Promise<void>;
}

/** Mounts `/healthz` (the process answers) and `/readyz` (a first message would be answered at full speed). */
export function mountHealth(server: restify.Server, { isReady, check }: HealthParts): void {
  server.get('/healthz', (_request, response, next) => {
    response.send(200, { status: 'ok' });
    next();
  });
  server.get('/readyz', async (_request: restify.Request, response: restify.Response) => {
    if (!isReady()) {
      response.setHeader('Retry-After', '2');
      throw new HttpProblem(503, 'NotReady', 'The bot is still starting, or stopping.');
    }
    try {
      await check();
    } catch (error) {
      response.setHeader('Retry-After', '2');
      throw new HttpProblem(503, 'ServiceUnavailable', 'The database takes nothing at the moment.', {
        cause: error,
      });
    }
    response.send(200, { status: 'ready' });
  });
}
