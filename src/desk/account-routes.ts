import type { Request } from 'restify';
import { z } from 'zod';
import { HttpProblem } from '#http/problem.ts';
import { withSchemaMessage } from '#http/route.ts';
import type { Account } from '#store/accounts.ts';
import type { Agent } from '#store/agents.ts';
import { roles } from '#store/roles.ts';
import { accountEmail, accountName } from './account-fields.ts';
import type { DeskContext } from './desk-context.ts';
import { supervisorRoute } from './desk-route.ts';
import { leaveDesk } from './leave-desk.ts';
import { releaseTickets } from './release-tickets.ts';
import {
  deskAccount,
  type DeskAccount,
  deskNewAccount,
  deskPasswordLink,
  type DeskPasswordLink,
} from './team-wire.ts';

const newAccountSchema = z
  .object({ name: accountName, email: accountEmail, role: z.enum(roles) })
  .meta({ examples: [{ name: 'Kim', email: 'kim@example.com', role: 'agent' }] });
const changeSchema = z
  .object({
    name: accountName.optional(),
    role: z.enum(roles).optional(),
    isDisabled: z.boolean().optional(),
  })
  .meta({ examples: [{ name: 'Kim' }] });

const shown = (account: Account): DeskAccount => ({
  id: account.id,
  name: account.name,
  email: account.email,
  role: account.role,
  isDisabled: account.disabled,
  hasPassword: account.hasPassword,
  hasSingleSignOn: account.isBound,
  linkExpiresAt: account.linkExpiresAt?.toISOString() ?? null,
});

const noSuchAccount = (): HttpProblem => new HttpProblem(404, 'NotFound', 'This account does not exist.');

/** @throws {HttpProblem} 404 */
async function shownById({ store, clock }: DeskContext, id: string): Promise<DeskAccount> {
  const account = (await store.accounts.list(clock())).find((each) => each.id === id);
  if (account === undefined) throw noSuchAccount();
  return shown(account);
}

async function linkFor(
  { passwordLinks, location }: DeskContext,
  request: Request,
  agent: Agent,
): Promise<DeskPasswordLink> {
  const { token, expiresAt } = await passwordLinks.open(agent);
  // In the fragment, which browsers never send to a server.
  const url = `${location.baseUrlOf(request)}/desk#set-password=${token}`;
  return { url, expiresAt: expiresAt.toISOString() };
}

const list = supervisorRoute(
  {
    method: 'get',
    path: '/desk/api/accounts',
    summary: 'Lists the accounts by name.',
    gives: z.array(deskAccount),
  },
  ({ store, clock }) =>
    async () =>
      (await store.accounts.list(clock())).map(shown),
);

const add = supervisorRoute(
  {
    method: 'post',
    path: '/desk/api/accounts',
    summary: 'Creates an account without a password, and the link with which its agent sets one.',
    body: { schema: newAccountSchema, refuse: withSchemaMessage },
    gives: deskNewAccount,
  },
  (context) =>
    async (agent, { request, body }) => {
      const { store, clock, note, passwordLinks } = context;
      const given = await body();
      await passwordLinks.count(agent);
      const added = await store.agents.add({ ...given, passwordHash: '' }, clock());
      if (added === undefined)
        throw new HttpProblem(409, 'Taken', 'This e-mail address already has an account.');
      const link = await linkFor(context, request, added);
      await note(agent, 'added an account', added.email, added.role);
      return { account: await shownById(context, added.id), link };
    },
);

const change = supervisorRoute(
  {
    method: 'post',
    path: '/desk/api/accounts/:id',
    summary: 'Changes the name or the role of an account, disables it or enables it.',
    body: { schema: changeSchema, refuse: withSchemaMessage },
    gives: deskAccount,
  },
  (context) =>
    async (agent, { params: { id }, body }) => {
      const { store } = context;
      const { name, role, isDisabled } = await body();
      const before = await store.accounts.find(id);
      if (before === undefined) throw noSuchAccount();
      const outcome = await store.accounts.change(id, { name, role, disabled: isDisabled });
      if (outcome.kind === 'unknown') throw noSuchAccount();
      if (outcome.kind === 'last supervisor')
        throw new HttpProblem(
          409,
          'LastSupervisor',
          'At least one supervisor must be able to sign in. Make somebody else a supervisor first.',
        );
      await noteChanges(context, agent, { before, after: outcome.agent });
      if (outcome.agent.disabled) await removeAgent(context, outcome.agent);
      return await shownById(context, id);
    },
);

/** Takes a disabled agent away from the desk, and releases their tickets. */
async function removeAgent(context: DeskContext, agent: Agent): Promise<void> {
  await leaveDesk(context, agent);
  await releaseTickets(context.store.tickets, agent.id, context.clock());
}

async function noteChanges(
  { note }: DeskContext,
  agent: Agent,
  { before, after }: { before: Agent; after: Agent },
): Promise<void> {
  const { email } = after;
  if (before.name !== after.name) await note(agent, 'renamed an account', email, after.name);
  if (before.role !== after.role) await note(agent, 'changed a role', email, after.role);
  if (before.disabled !== after.disabled)
    await note(agent, after.disabled ? 'disabled an account' : 'enabled an account', email);
}

const resetPassword = supervisorRoute(
  {
    method: 'post',
    path: '/desk/api/accounts/:id/password-link',
    summary: 'Makes a new link that sets the password. The old password, link and sessions end.',
    gives: deskPasswordLink,
  },
  (context) =>
    async (agent, { request, params: { id } }) => {
      const { store, note, passwordLinks } = context;
      await passwordLinks.count(agent);
      const found = await store.accounts.find(id);
      if (found === undefined) throw noSuchAccount();
      if (found.id === agent.id)
        throw new HttpProblem(
          409,
          'OwnAccount',
          'You cannot reset your own password. Ask another supervisor.',
        );
      if (found.disabled)
        throw new HttpProblem(409, 'Disabled', 'This account is disabled; enable it first.');
      await note(agent, 'reset a password', found.email);
      const link = await linkFor(context, request, found);
      await leaveDesk(context, found);
      return link;
    },
);

/** Managing accounts. */
export const accountRoutes = [list, add, change, resetPassword];
