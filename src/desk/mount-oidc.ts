import type { Request, Response, Server } from 'restify';
import type { Agent } from '#store/agents.ts';
import type { Oidc } from './oidc.ts';

/** What the page makes a sentence of. */
const problems = { 'no account': 'no-account', failed: 'sign-in-failed' } as const;

const goTo = (response: Response, address: string): void => {
  response.setHeader('Location', address);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Length', 0);
  response.writeHead(302);
  response.end();
};

/** `/desk/api/oidc/start` and `/callback`: to the provider, and back with a session. */
export function mountOidc(
  server: Server,
  {
    oidc,
    basePath,
    begin,
  }: {
    oidc: Oidc;
    basePath: string;
    begin: (request: Request, response: Response, agent: Agent) => Promise<unknown>;
  },
): void {
  const desk = `${basePath}/desk`;
  server.get('/desk/api/oidc/start', async (request: Request, response: Response) => {
    goTo(response, (await oidc.start(request, response)) ?? `${desk}#problem=${problems.failed}`);
  });
  server.get('/desk/api/oidc/callback', async (request: Request, response: Response) => {
    const outcome = await oidc.finish(request, response);
    if (outcome.kind === 'signed in') {
      await begin(request, response, outcome.agent);
      goTo(response, desk);
    } else goTo(response, `${desk}#problem=${problems[outcome.kind]}`);
  });
}
