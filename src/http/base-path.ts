import type { IncomingMessage, Server } from 'node:http';

/** First parts of this server's own paths: a public path that began with one could not be told from them. */
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
 * Lets a server be reached below a path, whether or not the proxy in front takes the path off: `/support/desk` is
 * `/desk`. Mount it after whatever answers requests and upgrades of its own; it goes first all the same.
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
  // Node asks this first whether it takes an upgrade; its types do not know it yet.
  const upgrading = server as Server & { shouldUpgradeCallback?: (request: IncomingMessage) => boolean };
  const takes = upgrading.shouldUpgradeCallback?.bind(server);
  if (takes === undefined) return;
  upgrading.shouldUpgradeCallback = (request) => {
    strip(request);
    return takes(request);
  };
}
