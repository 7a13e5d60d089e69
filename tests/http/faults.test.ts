import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createHttpServer } from '#http/server.ts';
import { send } from '../support/http.ts';

it.each([
  [
    'at once',
    () => {
      throw new Error('a fault');
    },
  ],
  [
    'later',
    async () => {
      await Promise.resolve();
      throw new Error('a fault');
    },
  ],
])('a handler that throws %s fails only that request', async (_when, fault) => {
  const server = createHttpServer(pino({ level: 'silent' }));
  server.get('/fault', (_request, _response, _next) => fault());
  server.get('/fine', (_request, response, next) => {
    response.send(200, 'fine');
    next();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  const { port } = server.address();
  const answer = await send(`http://127.0.0.1:${port}/fault`);
  expect(answer.status).toBe(500);
  expect(answer.json()).toMatchObject({ error: { code: 'InternalError' } });
  expect((await send(`http://127.0.0.1:${port}/fine`)).status).toBe(200);
});
