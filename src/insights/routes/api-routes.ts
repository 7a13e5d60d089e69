import type { Logger } from 'pino';
import type { Request, Server } from 'restify';
import { z } from 'zod';
import { createLimit } from '#http/limits.ts';
import { HttpProblem } from '#http/problem.ts';
import {
  type Asked,
  withSchemaMessage,
  type Input,
  route,
  type Route,
  type RouteShape,
} from '#http/route.ts';
import type { Store } from '#store/store.ts';
import { conversationsBehind } from '../behind-bar.ts';
import { exportInsights } from '../export.ts';
import { countNewest, type InsightParts, readInsights } from '../insights.ts';
import { insightConversations, insights } from '../wire.ts';
import { asksBar, readBarQuery } from './bar-query.ts';
import { asksPeriod, inPeriod } from './period-query.ts';
import { asksExport, readExportQuery, sendExport } from './send-export.ts';

/** What the insights API for other programs needs. */
export interface InsightApiContext extends InsightParts {
  apiKeys: Store['apiKeys'];
  /** False for load tests. */
  rateLimit: boolean;
  log: Logger;
}

const A_MINUTE = { points: 120, seconds: 60 };

/** Declares a read-only route for programs that have a key. */
const keyRoute = <Path extends string, Query>(
  shape: { path: Path; summary: string; query: Input<Query>; gives: z.ZodType | '*/*' },
  makeHandler: (
    context: InsightApiContext,
  ) => (asked: Asked<Path, Query, unknown>) => Promise<object | undefined>,
): Route<InsightApiContext> => {
  const { path, summary, query, gives } = shape;
  return route(
    { method: 'get', path, summary, query, tag: 'Insights', callers: ['key'], answers: { 200: gives } },
    (context: InsightApiContext) => {
      const handle = makeHandler(context);
      const limit = createLimit(A_MINUTE);
      return async (asked) => {
        const id = await keyIdIn(context, asked.request);
        if (context.rateLimit) await limit.take(id);
        const body = await handle(asked);
        return body === undefined ? undefined : { status: 200, body };
      };
    },
    { where: 'could not serve the insights to another program; responding with an error' },
  );
};

/** @throws {HttpProblem} 401 */
async function keyIdIn({ apiKeys, clock }: InsightApiContext, { headers }: Request): Promise<string> {
  const secret = /^Bearer +(\S{1,200})$/i.exec(headers.authorization ?? '')?.[1];
  const key = secret === undefined ? undefined : await apiKeys.use(secret, clock());
  if (key !== undefined) return key.id;
  throw new HttpProblem(
    401,
    'InvalidKey',
    'Send "Authorization: Bearer …" with an API key that is not revoked.',
  );
}

const read = keyRoute(
  {
    path: '/api/insights',
    summary:
      'Shows what customers asked in a period and whether the bot helped, compared with the period before.',
    query: { schema: z.object(asksPeriod), refuse: withSchemaMessage },
    gives: insights,
  },
  (context) =>
    async ({ query }) =>
      await inPeriod(() => readInsights(context, query())),
);

const conversations = keyRoute(
  {
    path: '/api/insights/conversations',
    summary: 'Lists the conversations of a figure, newest first.',
    query: { schema: asksBar, refuse: withSchemaMessage },
    gives: insightConversations,
  },
  (context) =>
    async ({ query }) => {
      const asked = readBarQuery(query());
      return await inPeriod(() => conversationsBehind(context, asked));
    },
);

const download = keyRoute(
  {
    path: '/api/insights/export',
    summary: 'Exports a period as CSV or JSON, with a row for each question or each conversation.',
    query: { schema: asksExport, refuse: withSchemaMessage },
    gives: '*/*',
  },
  (context) =>
    async ({ query, response }) => {
      const asked = readExportQuery(query());
      await countNewest(context);
      return sendExport(response, await inPeriod(() => exportInsights(context, asked)));
    },
);

const routes = [read, conversations, download];

/** The insights API's routes, for the description of the API. */
export const insightApiShapes: readonly RouteShape[] = routes.map(({ shape }) => shape);

/** Mounts the insights API for other programs, such as a BI tool, under `/api/insights`. */
export function mountInsightApi(server: Server, context: InsightApiContext): void {
  for (const each of routes) each.mount(server, context);
}
