import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Server } from 'restify';
import type { Location } from '#http/location.ts';
import { isFromThisMachine } from '#http/this-machine.ts';
import { pathOf } from '#http/url.ts';
import { within } from '#within.ts';
import type { Scrape } from './families.ts';
import type { MetricsRegistry } from './registry.ts';
import type { StoreFigures } from './store-figures.ts';

/** Prometheus gives a scrape up after ten seconds; a database that is away must not cost the other metrics. */
const PATIENCE_MS = 3000;

export interface MetricsParts {
  /** Whoever sends it may read. Undefined: programs on this machine may. */
  token: string | undefined;
  location: Pick<Location, 'isProxied'>;
  /** What the process knows by itself. */
  read: () => Omit<Scrape, 'figures'>;
  readFigures: () => Promise<StoreFigures>;
  log: Logger;
}

/** restify's hook before all others, which its types do not know: false says that the request has been answered. */
type HookedServer = Server & {
  first: (hook: (request: IncomingMessage, response: ServerResponse) => boolean) => void;
};

/**
 * Serves `GET /metrics` to whoever may read it. For everybody else there is nothing there, whatever the method: the
 * request goes on to the router, which answers as it does at any unknown address.
 */
export function mountMetrics(server: Server, parts: MetricsParts): void {
  const mayRead = createAdmission(parts);
  const write = createWriter(parts);
  (server as HookedServer).first((request, response) => {
    const isAsked = /^(?:GET|HEAD)$/.test(request.method ?? '') && pathOf(request) === '/metrics';
    if (!isAsked || !mayRead(request)) return true;
    write(response).catch((error: unknown) => {
      parts.log.error({ err: error }, 'the metrics could not be written');
      response.destroy();
    });
    return false;
  });
}

/**
 * A proxy on this machine looks like a program on it. So without a token nothing is served to a request that came
 * through one, as far as the request or the settings tell.
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
      // The store has said in the log that the database is away.
      log.debug({ err: error }, 'the database could not be read for the metrics');
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
