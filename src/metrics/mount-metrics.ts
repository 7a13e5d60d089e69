import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Server } from 'restify';
import type { HookedServer } from '#http/ahead-of-restify.ts';
import type { Location } from '#http/location.ts';
import { isFromThisMachine } from '#http/this-machine.ts';
import { pathOf } from '#http/url.ts';
import { within } from '#within.ts';
import type { Scrape } from './families.ts';
import type { MetricsRegistry } from './registry.ts';
import type { StoreFigures } from './store-figures.ts';

/**
 * Prometheus abandons a scrape after ten seconds; if the database is down, the other metrics must still get through.
 */
const PATIENCE_MS = 3000;

export interface MetricsParts {
  /** The token that grants access. If undefined, only programs on this machine have access. */
  token: string | undefined;
  location: Pick<Location, 'isProxied'>;
  /** Everything that does not come from the database. */
  read: () => Omit<Scrape, 'figures'>;
  readFigures: () => Promise<StoreFigures>;
  log: Logger;
}

/**
 * Serves `GET /metrics` to callers with access. For everybody else, and for every other method, the request goes on to
 * the router, which answers as it does for any unknown address.
 */
export function mountMetrics(server: Server, parts: MetricsParts): void {
  const mayRead = createAdmission(parts);
  const write = createWriter(parts);
  (server as HookedServer).first((request, response) => {
    const isAsked = /^(?:GET|HEAD)$/.test(request.method ?? '') && pathOf(request) === '/metrics';
    if (!isAsked || !mayRead(request)) return true;
    write(response).catch((error: unknown) => {
      parts.log.error({ err: error }, 'could not write the metrics');
      response.destroy();
    });
    return false;
  });
}

/**
 * A proxy on this machine looks like a local program. So without a token, a request is refused if its headers or the
 * settings show that it may have come through a proxy.
 */
function createAdmission({ token, location }: MetricsParts): (request: IncomingMessage) => boolean {
  if (token === undefined) return (request) => isFromThisMachine(request) && !location.isProxied(request);
  const expected = digest(token);
  return ({ headers: { authorization = '' } }) => {
    const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
    return timingSafeEqual(digest(given), expected);
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function createWriter({ read, readFigures, log }: MetricsParts) {
  let loading: Promise<MetricsRegistry> | undefined;

  const figuresIfAny = async (): Promise<StoreFigures | undefined> => {
    let figures: StoreFigures | undefined;
    try {
      await within(
        PATIENCE_MS,
        readFigures().then((found) => {
          figures = found;
        }),
      );
    } catch (error) {
      // Debug only: the store has already logged that the database is down.
      log.debug({ err: error }, 'could not read the database for the metrics; leaving its figures out');
    }
    return figures;
  };

  return async (response: ServerResponse): Promise<void> => {
    loading ??= import('./registry.ts').then(({ createRegistry }) => createRegistry());
    const registry = await loading;
    const text = await registry.write({ ...read(), figures: await figuresIfAny() });
    response.writeHead(200, {
      'Content-Type': registry.contentType,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(text);
  };
}
