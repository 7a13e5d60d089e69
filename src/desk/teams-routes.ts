import type { Agent } from '#store/agents.ts';
import type { DeskContext } from './desk-context.ts';
import { agentRoute } from './desk-route.ts';
import { deskTeamsCode, deskTeamsLink, type DeskTeamsLink } from './wire.ts';

const linkOf = async ({ hasTeamsApp, store }: DeskContext, { id }: Agent): Promise<DeskTeamsLink> => ({
  hasApp: hasTeamsApp,
  isLinked: await store.teamsDesk.isLinked(id),
  hasChannel: (await store.teamsDesk.channel()) !== undefined,
});

const link = agentRoute(
  {
    method: 'get',
    path: '/desk/api/teams',
    summary: 'Shows how the account is linked to Teams.',
    gives: deskTeamsLink,
  },
  (context) => (agent) => linkOf(context, agent),
);

const code = agentRoute(
  {
    method: 'post',
    path: '/desk/api/teams/code',
    summary: 'Makes a one-time code that links the account to a Teams user.',
    gives: deskTeamsCode,
  },
  ({ codes }) =>
    async (agent) => {
      const made = await codes.make(agent.id);
      return { code: made.code, expiresAt: made.expiresAt.toISOString() };
    },
);

const unlink = agentRoute(
  {
    method: 'post',
    path: '/desk/api/teams/unlink',
    summary: 'Unlinks the account from its Teams user.',
    gives: deskTeamsLink,
  },
  (context) => async (agent) => {
    await context.store.teamsDesk.unlink(agent.id);
    await context.note(agent, 'unlinked from Teams', agent.name);
    return await linkOf(context, agent);
  },
);

/** Linking accounts to Teams. */
export const teamsRoutes = [link, code, unlink];
