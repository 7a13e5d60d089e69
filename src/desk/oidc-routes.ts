import type { Response } from 'restify';
import { type Handler, route, type Route } from '#http/route.ts';
import { beginSession } from './session-routes.ts';
import type { DeskContext } from './desk-context.ts';
import { DESK_TAG } from './desk-route.ts';
import type { Oidc } from './oidc.ts';

/** The desk's context if a provider is configured. */
interface OidcContext extends DeskContext {
  provider: Oidc;
}

/** Codes that the page turns into a sentence. */
const problems = { 'no account': 'no-account', failed: 'sign-in-failed' } as const;

const goTo = (response: Response, address: string): undefined => {
  response.setHeader('Location', address);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Length', 0);
  response.writeHead(302);
  response.end();
};

const deskOf = ({ location }: OidcContext): string => `${location.basePath}/desk`;

const oidcRoute = (
  path: string,
  summary: string,
  makeHandler: (context: OidcContext) => Handler<string, unknown, unknown, unknown>,
): Route<OidcContext> =>
  route(
    { method: 'get', path, summary, tag: DESK_TAG, callers: ['anyone'], answers: { 302: null } },
    makeHandler,
    { where: 'could not serve a desk request; responding with an error' },
  );

const start = oidcRoute(
  '/desk/api/oidc/start',
  'Sends the browser to the OpenID Connect provider.',
  (context) =>
    async ({ request, response }) => {
      const address = await context.provider.start(request, response);
      return goTo(response, address ?? `${deskOf(context)}#problem=${problems.failed}`);
    },
);

const callback = oidcRoute(
  '/desk/api/oidc/callback',
  'Receives the browser back from the provider and opens a session.',
  (context) =>
    async ({ request, response }) => {
      const outcome = await context.provider.finish(request, response);
      if (outcome.kind !== 'signed in')
        return goTo(response, `${deskOf(context)}#problem=${problems[outcome.kind]}`);
      await beginSession(context, { request, response }, outcome.agent);
      return goTo(response, deskOf(context));
    },
);

/** Sign-in at an OpenID Connect provider. Without one, these routes do not exist. */
export const oidcRoutes = [start, callback];
