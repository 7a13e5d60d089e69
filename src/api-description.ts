import { gzipSync } from 'node:zlib';
import type { Logger } from 'pino';
import type { Server } from 'restify';
import { z } from 'zod';
import { messagesShapes } from './channels/botframework/messages.ts';
import { directLineShapes } from './channels/directline/direct-line.ts';
import { hubShapes } from './channels/engagement-hub.ts';
import { healthShapes } from './channels/health.ts';
import { deskShapes } from './desk/mount-desk.ts';
import { type ApiDescription, describeApi } from './http/openapi.ts';
import { prepare, sendPrepared } from './http/prepared.ts';
import { route, type RouteShape } from './http/route.ts';
import { insightApiShapes } from './insights/routes/api-routes.ts';
import { siteShapes } from './site/mount-site.ts';

interface DescriptionContext {
  location: { basePath: string };
  log: Logger;
}

/**
 * The description itself. Anybody may read it: it reveals no more than the scripts that every browser gets, and each
 * route checks its own callers.
 */
const description = route(
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This description.',
    tag: 'Description',
    callers: ['anyone'],
    answers: { 200: z.looseObject({ openapi: z.string() }), 304: null },
  },
  ({ location }: DescriptionContext) => {
    // Built on the first request, because few servers ever get one.
    const made = once(() => {
      const text = Buffer.from(JSON.stringify(apiDescription(location.basePath)));
      return prepare('application/json; charset=utf-8', { gzip: gzipSync(text) });
    });
    return ({ request, response }) => {
      response.setHeader('Cache-Control', 'no-cache');
      sendPrepared(request, response, made());
      return Promise.resolve(undefined);
    };
  },
  { where: 'could not send the description of the API' },
);

function once<Result>(make: () => Result): () => Result {
  let made: { result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}

/** All routes of the server, for the description. */
export const apiShapes: readonly RouteShape[] = [
  ...directLineShapes,
  ...deskShapes,
  ...hubShapes,
  ...messagesShapes,
  ...healthShapes,
  ...insightApiShapes,
  ...siteShapes,
  description.shape,
];

/** @param basePath the prefix of every path, as callers see it */
const apiDescription = (basePath: string): ApiDescription =>
  describeApi(apiShapes, {
    title: 'EnGenius support bot',
    version: '1',
    description:
      'Direct Line 3.0 for visitors, the desk for agents, the insights for other programs, the endpoints for engagement hubs and for Bot Framework, and health checks. Every error has the shape `Problem`.',
    basePath,
  });

/** Mounts `GET /openapi.json`. */
export const mountApiDescription = (server: Server, context: DescriptionContext): void =>
  description.mount(server, context);
