import { z } from 'zod';
import { badArgument } from '#http/problem.ts';
import { withSchemaMessage } from '#http/route.ts';
import { newPassword } from './account-fields.ts';
import { openRoute } from './desk-route.ts';
import { beginSession } from './session-routes.ts';
import { deskAgent } from './wire.ts';

const token = z.string().min(1).max(100);
const linkSchema = z.object({ token }).meta({ examples: [{ token: 'none' }] });
const passwordSchema = z
  .object({ token, password: newPassword })
  .meta({ examples: [{ token: 'none', password: 'a long enough password' }] });

const readLink = openRoute(
  {
    method: 'post',
    path: '/desk/api/password-link',
    summary: 'Returns whose password a link sets. The token is in the body, so that no log sees it.',
    body: { schema: linkSchema, refuse: () => badArgument('This link is incomplete.') },
    gives: z.object({ name: z.string(), email: z.string() }),
  },
  ({ passwordLinks, location }) =>
    async ({ request, body }) => {
      const { name, email } = await passwordLinks.agentOf((await body()).token, location.addressOf(request));
      return { name, email };
    },
);

const setPassword = openRoute(
  {
    method: 'post',
    path: '/desk/api/password',
    summary: 'Sets a password with the link that a supervisor made, and opens a session.',
    body: { schema: passwordSchema, refuse: withSchemaMessage },
    gives: deskAgent,
  },
  (context) =>
    async ({ request, response, body }) => {
      const { passwordLinks, location, note } = context;
      const given = await body();
      const agent = await passwordLinks.use(given.token, given.password, location.addressOf(request));
      await note(agent, 'set a password', agent.email);
      return await beginSession(context, { request, response }, agent);
    },
);

/** Setting a password. */
export const passwordRoutes = [readLink, setPassword];
