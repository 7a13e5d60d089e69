import type { Request, Response } from 'restify';
import { z } from 'zod';
import { badArgument, HttpProblem } from '#http/problem.ts';
import { withSchemaMessage } from '#http/route.ts';
import type { Agent } from '#store/agents.ts';
import type { DeskContext } from './desk-context.ts';
import { agentRoute, openRoute } from './desk-route.ts';
import { LONGEST_PASSWORD } from './passwords.ts';
import { firstAccount } from './set-up.ts';
import { deskAgent, deskSignInWays, type DeskAgent, nothing } from './wire.ts';

const credentials = z
  .object({ email: z.string().max(254), password: z.string().max(LONGEST_PASSWORD) })
  .meta({ examples: [{ email: 'somebody@example.com', password: 'a guess' }] });

const shown = ({ id, name, email, role }: Agent): DeskAgent => ({ id, name, email, role });

/** Opens a session for an agent who has signed in. */
export async function beginSession(
  { sessions, presences, clock, note }: DeskContext,
  { request, response }: { request: Request; response: Response },
  agent: Agent,
): Promise<DeskAgent> {
  await sessions.end(request, response);
  await sessions.begin(request, response, agent);
  await presences.note(agent.id, { at: clock(), availability: 'available' });
  await note(agent, 'signed in', agent.email);
  return shown(agent);
}

const signIn = openRoute(
  {
    method: 'post',
    path: '/desk/api/sign-in',
    summary: 'Opens a session by e-mail address and password.',
    body: { schema: credentials, refuse: () => badArgument('Enter an e-mail address and a password.') },
    gives: deskAgent,
  },
  (context) =>
    async ({ request, response, body }) => {
      const { devices, location } = context;
      const { email, password } = await body();
      const device = devices.of(request, email);
      const address = location.addressOf(request);
      const agent = await context.signIn({ email, password, address, device });
      const begun = await beginSession(context, { request, response }, agent);
      devices.remember(request, response, email);
      return begun;
    },
);

const signInWays = openRoute(
  {
    method: 'get',
    path: '/desk/api/sign-in-ways',
    summary: 'Lists the ways to sign in besides a password.',
    gives: deskSignInWays,
  },
  ({ oidc }) =>
    () =>
      Promise.resolve({ oidc: oidc?.name ?? null }),
);

const setUp = openRoute(
  {
    method: 'post',
    path: '/desk/api/set-up',
    summary: 'Creates the first account, with the token that the server printed when it started.',
    body: { schema: firstAccount, refuse: withSchemaMessage },
    gives: deskAgent,
  },
  (context) =>
    async ({ request, response, body }) => {
      if (context.setUp === undefined) throw new HttpProblem(404, 'NotFound', 'The desk is set up already.');
      const agent = await context.setUp.begin(await body());
      return await beginSession(context, { request, response }, agent);
    },
);

const signOut = agentRoute(
  {
    method: 'post',
    path: '/desk/api/sign-out',
    summary: 'Ends this session.',
    gives: nothing,
  },
  ({ sessions, presences, store, clock }) =>
    async (agent, { request, response }) => {
      await sessions.end(request, response);
      // Signed in elsewhere, they keep their chats for as long as that desk is connected.
      if (!(await store.agents.hasSession(agent.id, clock()))) await presences.leave(agent.id);
      return {};
    },
);

const signOutEverywhere = agentRoute(
  {
    method: 'post',
    path: '/desk/api/sign-out-everywhere',
    summary: "Ends all of the agent's sessions.",
    gives: nothing,
  },
  ({ sessions, presences, store }) =>
    async (agent, { request, response }) => {
      await store.agents.closeSessionsOf(agent.id);
      await sessions.end(request, response);
      await presences.leave(agent.id);
      return {};
    },
);

const me = agentRoute(
  { method: 'get', path: '/desk/api/me', summary: 'Who is signed in.', gives: deskAgent },
  () => (agent) => Promise.resolve(shown(agent)),
);

/** Signing in and out. */
export const sessionRoutes = [signIn, signInWays, setUp, signOut, signOutEverywhere, me];
