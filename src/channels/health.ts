import type { Logger } from 'pino';
import type { Server } from 'restify';
import { z } from 'zod';
import { HttpProblem } from '#http/problem.ts';
import { route, type RouteShape } from '#http/route.ts';

/** How the health checks find out. */
export interface HealthParts {
  /** The bot is loaded and warm, and not stopping. */
  isReady: () => boolean;
  /** Resolves if the database accepts writes; rejects if it does not. */
  check: () => Promise<void>;
  log: Logger;
}

const shape = { method: 'get', tag: 'Health', callers: ['anyone'] } as const;
const options = { where: 'could not complete a health check; responding with an error' };

const alive = route(
  {
    ...shape,
    path: '/healthz',
    summary: 'Responds while the process is running.',
    answers: { 200: z.object({ status: z.literal('ok') }) },
  },
  () => () => Promise.resolve({ status: 200, body: { status: 'ok' } }),
  options,
);

const ready = route(
  {
    ...shape,
    path: '/readyz',
    summary: 'Responds with 200 once the bot is warm and the database works; with 503 before that.',
    answers: { 200: z.object({ status: z.literal('ready') }) },
  },
  ({ isReady, check }: HealthParts) =>
    async () => {
      if (!isReady())
        throw new HttpProblem(503, 'NotReady', 'The bot is still starting, or stopping.', { retryAfter: 2 });
      try {
        await check();
      } catch (error) {
        throw new HttpProblem(503, 'ServiceUnavailable', 'The database is not available at the moment.', {
          retryAfter: 2,
          cause: error,
        });
      }
      return { status: 200, body: { status: 'ready' } };
    },
  options,
);

/** The routes of the health checks, for the description of the API. */
export const healthShapes: readonly RouteShape[] = [alive.shape, ready.shape];

/** Mounts `/healthz` and `/readyz`. */
export function mountHealth(server: Server, parts: HealthParts): void {
  alive.mount(server, parts);
  ready.mount(server, parts);
}
