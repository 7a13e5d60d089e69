import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { createLocation, type LocationOptions } from '../channels/directline/address.ts';
import { readJson } from '../channels/directline/body.ts';
import { HttpProblem } from '../channels/http-server.ts';
import type { Agent } from '../store/agents.ts';
import type { Store } from '../store/store.ts';
import { type DeskHandler, deskRoute } from './http.ts';
import { mountDeskPage } from './page.ts';
import { createSessions } from './sessions.ts';
import type { SetUp } from './set-up.ts';
import { createSignIn } from './sign-in.ts';
import { createTicketDesk, type TicketDeskParts } from './ticket-routes.ts';
import type { DeskAgent } from './wire.ts';

export interface DeskOptions extends LocationOptions, TicketDeskParts {
  store: Store;
  /** How the first account is made; undefined where there is one. */
  setUp: SetUp | undefined;
  /** False for load tests. */
  rateLimit: boolean;
  log: Logger;
}

const BODY_BYTES = 64 * 1024;
const AUDIT_ENTRIES = 200;
const credentials = z.object({ email: z.string().max(254), password: z.string().max(1000) });

const referenceOf = (request: Request): string =>
  String((request.params as { reference?: string }).reference);

const shown = ({ name, email, role }: Agent): DeskAgent => ({ name, email, role });

/** Puts the agents' desk on a server: its page at `/desk`, and under `/desk/api` what the page asks for. */
export function mountDesk(server: Server, options: DeskOptions): void {
  const { store, setUp, rateLimit, clock, log } = options;
  const { agents } = store;
  const location = createLocation(options);
  const sessions = createSessions({
    agents,
    clock,
    isSecure: (request) => location.baseUrlOf(request).startsWith('https:'),
  });
  const signIn = createSignIn(agents, { limited: rateLimit });
  const desk = createTicketDesk(store, options);

  const route = (method: 'get' | 'post', path: string, handler: DeskHandler): void => {
    server[method](`/desk/api${path}`, deskRoute(handler, log));
  };
  const begin = async (request: Request, response: Response, agent: Agent): Promise<DeskAgent> => {
    await sessions.end(request, response);
    await sessions.begin(request, response, agent);
    await agents.note({ at: clock(), who: agent.name, action: 'signed in', about: agent.email });
    return shown(agent);
  };
  /** Only for who is signed in. */
  const guarded = (
    method: 'get' | 'post',
    path: string,
    handler: (agent: Agent, request: Request, response: Response) => Promise<unknown>,
  ): void =>
    route(method, path, async (request, response) => {
      const agent = await sessions.agentOf(request);
      if (agent === undefined) throw new HttpProblem(401, 'NotSignedIn', 'Please sign in.');
      return await handler(agent, request, response);
    });

  route('post', '/sign-in', async (request, response) => {
    const given = credentials.safeParse(await readJson(request, BODY_BYTES));
    if (!given.success) throw new HttpProblem(400, 'BadArgument', 'Give an e-mail address and a password.');
    const agent = await signIn({ ...given.data, address: location.addressOf(request) });
    return await begin(request, response, agent);
  });
  route('post', '/set-up', async (request, response) => {
    if (setUp === undefined) throw new HttpProblem(404, 'NotFound', 'The desk is set up already.');
    const agent = await setUp.begin(await readJson(request, BODY_BYTES));
    return await begin(request, response, agent);
  });
  guarded('post', '/sign-out', async (_agent, request, response) => sessions.end(request, response));
  guarded('post', '/sign-out-everywhere', async (agent, request, response) => {
    await agents.closeSessionsOf(agent.id);
    await sessions.end(request, response);
  });
  guarded('get', '/me', (agent) => Promise.resolve(shown(agent)));
  guarded('get', '/messages', () => desk.list());
  guarded('get', '/messages/:reference', (_agent, request) => desk.read(referenceOf(request)));
  guarded('post', '/messages/:reference/reply', async (agent, request) =>
    desk.reply(agent, referenceOf(request), await readJson(request, BODY_BYTES)),
  );
  guarded('post', '/messages/:reference/close', (agent, request) => desk.close(agent, referenceOf(request)));
  guarded('get', '/audit', async (agent) => {
    if (agent.role !== 'supervisor') throw new HttpProblem(403, 'Forbidden', 'Only supervisors see this.');
    return (await agents.audit(AUDIT_ENTRIES)).map((entry) => ({ ...entry, at: entry.at.toISOString() }));
  });
  mountDeskPage(server);
}
