import packageJson from '../../package.json' with { type: 'json' };
import { mountApiDescription } from '#api-description.ts';
import { mountMessages } from '#channels/botframework/messages.ts';
import { type DirectLine, mountDirectLine } from '#channels/directline/direct-line.ts';
import { DEFAULT_LIMITS } from '#channels/directline/options.ts';
import { mountHealth } from '#channels/health.ts';
import { acceptBasePath } from '#http/base-path.ts';
import { mountInsightApi } from '#insights/routes/api-routes.ts';
import { titleOf } from '#knowledge/titles.ts';
import { mountMetrics } from '#metrics/mount-metrics.ts';
import { readStoreFigures } from '#metrics/store-figures.ts';
import { readBuiltFiles } from '#site/built-files.ts';
import { mountSite } from '#site/mount-site.ts';
import type { AppContext } from './app-context.ts';

/** The bot's account on Direct Line. */
const botAccount = { id: 'support-bot', name: 'EnGenius support' };

/** Mounts what visitors use: the site and Direct Line, whose messages wait until the bot is ready. */
export function mountForVisitors(context: AppContext): DirectLine {
  const { server, upgrades, store, config, parts, knowledge, location, secret, tracer } = context;
  const { answering, usualWait } = context;
  const { allowedOrigins, rateLimit } = config.directLine;
  const { clock, log } = parts;
  const directLine = mountDirectLine(server, {
    upgrades,
    store,
    // A turn is answered by one release as a whole, even if another is published while it runs.
    bot: async (turn) => (answering.current() ?? (await answering.promise)).bot(turn),
    usualWait: async () => await usualWait.current()?.(),
    botAccount,
    allowedOrigins,
    location,
    secret,
    limits: { ...DEFAULT_LIMITS, enabled: rateLimit },
    mailsTranscripts: config.handoff.mail !== undefined,
    clock,
    log,
    tracer,
  });
  const built = parts.builtFiles ?? readBuiltFiles();
  mountSite(server, { built, knowledge, withSupportPage: config.supportPage, rateLimit, location, log });
  return directLine;
}

/** Mounts what other systems use: health checks, metrics, Bot Framework channels and the description of the API. */
export function mountForSystems(
  context: AppContext,
  { directLine, isStopping }: { directLine: DirectLine; isStopping: () => boolean },
): void {
  const { server, store, config, parts, knowledge, location, adapter, turnQueue, answering } = context;
  const { log } = parts;
  const { microsoftApp } = config;
  mountHealth(server, {
    isReady: () => answering.current() !== undefined && !isStopping(),
    check: () => store.check(),
    log,
  });
  mountFigures(context, directLine);
  mountMessages(server, {
    adapter,
    isLocal: microsoftApp.id === undefined,
    tenantId: microsoftApp.type === 'MultiTenant' ? undefined : microsoftApp.tenantId,
    bot: () => answering.current()?.connectorBot,
    queue: turnQueue,
    log,
  });
  mountInsightApi(server, {
    store,
    apiKeys: store.apiKeys,
    timeZone: config.timeZone,
    hours: config.handoff.hours,
    titleOf: (intent) => titleOf(knowledge(), intent)?.question,
    rateLimit: config.directLine.rateLimit,
    clock: parts.clock,
    log,
  });
  mountApiDescription(server, { location, log });
  acceptBasePath(server.server, location.basePath);
}

function mountFigures(
  { server, store, config, parts, meters, location }: AppContext,
  { sockets }: DirectLine,
): void {
  const { clock, log } = parts;
  const { presenceTimeoutMs } = config.handoff.queue;
  mountMetrics(server, {
    token: config.metricsToken,
    location,
    read: () => ({
      counted: meters.counted,
      sockets,
      info: { version: packageJson.version, node: process.version, engine: store.engine.kind },
    }),
    readFigures: () => readStoreFigures({ store, presenceTimeoutMs, clock }),
    log,
  });
}
