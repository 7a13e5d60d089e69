import type { IncomingMessage, Server } from 'node:http';

/**
 * The first segments of this server's own paths; a public path must not begin with one, or the two could not be told
 * apart.
 */
export const OWN_PATHS: readonly string[] = [
  'api',
  'assets',
  'desk',
  'healthz',
  'metrics',
  'openapi.json',
  'readyz',
  'v3',
  'widget',
];

/**
 * Makes a server reachable below a path, whether or not the proxy in front strips it: `/support/desk` is `/desk`. Mount
 * it last, after everything that handles requests and upgrades; it still runs first.
 */
export function acceptBasePath(server: Server, basePath: string): void {
  if (basePath === '') return;
  const strip = (request: IncomingMessage): void => {
    const { url = '/' } = request;
    const rest = url.slice(basePath.length);
    if (url.startsWith(basePath) && /^(?:[/?]|$)/.test(rest))
      request.url = rest.startsWith('/') ? rest : `/${rest}`;
  };
  for (const event of ['request', 'checkContinue', 'checkExpectation', 'upgrade'])
    server.prependListener(event, strip);
  // Node asks this callback first whether to accept an upgrade; its types do not have it yet.
  const upgrading = server as Server & { shouldUpgradeCallback?: (request: IncomingMessage) => boolean };
  const takes = upgrading.shouldUpgradeCallback?.bind(server);
  if (takes === undefined) return;
  upgrading.shouldUpgradeCallback = (request) => {
    strip(request);
    return takes(request);
  };
}
