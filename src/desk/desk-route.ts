import type { Request } from 'restify';
import type { z } from 'zod';
import type { Location } from '#http/location.ts';
import { isFromOwnPage } from '#http/origins.ts';
import { HttpProblem } from '#http/problem.ts';
import { type Asked, type BodyInput, type Input, route, type Route, type RouteShape } from '#http/route.ts';
import type { Agent } from '#store/agents.ts';
import type { Role } from '#store/roles.ts';
import { WorkbenchError } from '#studio/workbench/workbench-error.ts';
import type { DeskContext } from './desk-context.ts';

/** What a route of the desk takes and gives. It responds with 200, or with a problem. */
interface DeskShape<Path extends string, Query, Body, Given> {
  method: 'get' | 'post';
  path: Path;
  summary: string;
  query?: Input<Query>;
  body?: BodyInput<Body>;
  gives: z.ZodType<Given>;
}

export const DESK_TAG = 'Desk';
const WHERE = 'could not serve a desk request; responding with an error';

/** Declares a route of the desk that needs no session. */
export const openRoute = <Path extends string, Query, Body, Given>(
  shape: DeskShape<Path, Query, Body, Given>,
  makeHandler: (context: DeskContext) => (asked: Asked<Path, Query, Body>) => Promise<Given>,
): Route<DeskContext> => deskRoute({ ...shape, callers: ['anyone'] }, makeHandler);

/** @throws {HttpProblem} 401 */
async function signedIn(context: DeskContext, request: Request): Promise<Agent> {
  const agent = await context.sessions.agentOf(request);
  if (agent === undefined) throw new HttpProblem(401, 'NotSignedIn', 'Please sign in.');
  return agent;
}

/** Declares a route of the desk for signed-in agents; its handler gets the agent. */
export const agentRoute = <Path extends string, Query, Body, Given>(
  shape: DeskShape<Path, Query, Body, Given>,
  makeHandler: (context: DeskContext) => (agent: Agent, asked: Asked<Path, Query, Body>) => Promise<Given>,
): Route<DeskContext> =>
  deskRoute({ ...shape, callers: ['agent'] }, (context) => {
    const handle = makeHandler(context);
    return async (asked) => await handle(await signedIn(context, asked.request), asked);
  });

type AgentHandler<Path extends string, Query, Body, Given> = (
  context: DeskContext,
) => (agent: Agent, asked: Asked<Path, Query, Body>) => Promise<Given>;

/** The roles that may use a route, and what a refusal calls them. */
interface Allowed {
  people: string;
  roles: readonly Role[];
}

const EDITORS: Allowed = { people: 'editors and supervisors', roles: ['editor', 'supervisor'] };

/** @throws {HttpProblem} 403 */
function refuseOthers({ role }: Agent, { people, roles }: Allowed): void {
  if (!roles.includes(role)) throw new HttpProblem(403, 'Forbidden', `Only ${people} can do this.`);
}

/** Declares a route of the desk for certain roles. */
const roleRoute = <Path extends string, Query, Body, Given>(
  allowed: Allowed,
  shape: DeskShape<Path, Query, Body, Given>,
  makeHandler: AgentHandler<Path, Query, Body, Given>,
): Route<DeskContext> =>
  agentRoute({ ...shape, summary: `${shape.summary} For ${allowed.people}.` }, (context) => {
    const handle = makeHandler(context);
    return async (agent, asked) => {
      refuseOthers(agent, allowed);
      return await handle(agent, asked);
    };
  });

/** Declares a route of the desk for supervisors. */
export const supervisorRoute = <Path extends string, Query, Body, Given>(
  shape: DeskShape<Path, Query, Body, Given>,
  makeHandler: AgentHandler<Path, Query, Body, Given>,
): Route<DeskContext> => roleRoute({ people: 'supervisors', roles: ['supervisor'] }, shape, makeHandler);

/** Declares a route of the desk for editors and supervisors. */
export const editorRoute = <Path extends string, Query, Body, Given>(
  shape: DeskShape<Path, Query, Body, Given>,
  makeHandler: AgentHandler<Path, Query, Body, Given>,
): Route<DeskContext> => roleRoute(EDITORS, shape, makeHandler);

/** Declares a route that sends editors and supervisors a file; its handler sends the response itself. */
export const editorFile = <Path extends string, Query>(
  { summary, ...shape }: Pick<DeskShape<Path, Query, unknown, unknown>, 'path' | 'summary' | 'query'>,
  makeHandler: (context: DeskContext) => (agent: Agent, asked: Asked<Path, Query, unknown>) => Promise<void>,
): Route<DeskContext> =>
  route(
    {
      ...shape,
      method: 'get',
      summary: `${summary} For ${EDITORS.people}.`,
      tag: DESK_TAG,
      callers: ['agent'],
      answers: { 200: '*/*' },
    },
    (context: DeskContext) => {
      const handle = makeHandler(context);
      return async (asked) => {
        const agent = await signedIn(context, asked.request);
        refuseOthers(agent, EDITORS);
        await handle(agent, asked);
        return undefined;
      };
    },
    { where: WHERE },
  );

/**
 * Declares a route that no other site can read or use: it sends no CORS headers, and a change must come from a page of
 * this server.
 */
const deskRoute = <Path extends string, Query, Body, Given>(
  { gives, ...shape }: DeskShape<Path, Query, Body, Given> & Pick<RouteShape, 'callers'>,
  makeHandler: (context: DeskContext) => (asked: Asked<Path, Query, Body>) => Promise<Given>,
): Route<DeskContext> =>
  route(
    { ...shape, tag: DESK_TAG, answers: { 200: gives } },
    (context: DeskContext) => {
      const handle = makeHandler(context);
      return async (asked) => ({ status: 200, body: await handle(asked).catch(refuseForWorkbench) });
    },
    {
      before({ request }, { location }, { method, body }) {
        if (method !== 'get') refuseOtherSites(request, location, body?.type ?? 'application/json');
      },
      where: WHERE,
    },
  );

/** What the workbench cannot do now, it may be able to do in a moment. @throws the error */
function refuseForWorkbench(error: unknown): never {
  if (!(error instanceof WorkbenchError) || error.code === 'Failed') throw error;
  throw new HttpProblem(503, error.code, error.message, { retryAfter: 1, cause: error });
}

/**
 * A second defence besides the cookie's SameSite; either one is enough.
 * @throws {HttpProblem} 403, 415
 */
function refuseOtherSites(request: Request, location: Location, type: string): void {
  const { headers } = request;
  if (!isFromOwnPage(request, location))
    throw new HttpProblem(403, 'Forbidden', 'This can only be done from the desk itself.');
  if (!(headers['content-type'] ?? '').startsWith(type))
    throw new HttpProblem(415, 'UnsupportedMediaType', `Send the body as ${type}.`);
}
