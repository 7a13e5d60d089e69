import type { Logger } from 'pino';
import type { Server } from 'restify';
import { z } from 'zod';
import { HttpProblem } from '#http/problem.ts';
import { route, type RouteShape } from '#http/route.ts';

/** How health is known. */
export interface HealthParts {
  /** The bot is loaded and warm, and not stopping. */
  isReady: () => boolean;
  /** Resolves when the database takes what is written; rejects when it does not. */
  check: () => Promise<void>;
  log: Logger;
}

const shape = { method: 'get', tag: 'Health', callers: ['anyone'] } as const;
const options = { where: 'a health check failed' };

const alive = route(
  {
    ...shape,
    path: '/healthz',
    summary: 'The process answers.',
    answers: { 200: z.object({ status: z.literal('ok') }) },
  },
  () => () => Promise.resolve({ status: 200, body: { status: 'ok' } }),
  options,
);

const ready = route(
  {
    ...shape,
    path: '/readyz',
    summary: 'A first message would be answered at full speed; 503 until then.',
    answers: { 200: z.object({ status: z.literal('ready') }) },
  },
  ({ isReady, check }: HealthParts) =>
    async () => {
      if (!isReady())
        throw new HttpProblem(503, 'NotReady', 'The bot is still starting, or stopping.', { retryAfter: 2 });
      try {
        await check();
      } catch (error) {
        throw new HttpProblem(503, 'ServiceUnavailable', 'The database takes nothing at the moment.', {
          retryAfter: 2,
          cause: error,
        });
      }
      return { status: 200, body: { status: 'ready' } };
    },
  options,
);

/** What health checks give. */
export const healthShapes: readonly RouteShape[] = [alive.shape, ready.shape];

/** Mounts `/healthz` and `/readyz`. */
export function mountHealth(server: Server, parts: HealthParts): void {
  alive.mount(server, parts);
  ready.mount(server, parts);
}
