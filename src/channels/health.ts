import type restify from 'restify';
import { HttpProblem } from './http-server.ts';

/** Mounts `/healthz` (the process answers) and `/readyz` (a first message would be answered at full speed). */
export function mountHealth(server: restify.Server, isReady: () => boolean): void {
  server.get('/healthz', (_request, response, next) => {
    response.send(200, { status: 'ok' });
    next();
  });
  server.get('/readyz', (_request, response, next) => {
    if (isReady()) {
      response.send(200, { status: 'ready' });
      next();
      return;
    }
    response.setHeader('Retry-After', '2');
    next(new HttpProblem(503, 'NotReady', 'The bot is still starting.'));
  });
}
