import { type AddressInfo, isIPv6 } from 'node:net';
import packageJson from '../package.json' with { type: 'json' };
import type restify from 'restify';
import { listsData } from '../dialogs/patch-list-text.ts';
import { mountApiDescription } from './api-description.ts';
import type { AppParts } from './app-parts.ts';
import { measureTurns, measureUnderstanding } from './bot/measure.ts';
import { suggestAnswers, topicAnswers } from './bot/suggest-answers.ts';
import { type BotLogic, type BotParts, createBot } from './bot/support-bot.ts';
import { SupportAdapter } from './channels/botframework/adapter.ts';
import { createConnectorBot } from './channels/botframework/connector-bot.ts';
import { mountMessages } from './channels/botframework/messages.ts';
import { createTurnQueue } from './channels/botframework/turn-queue.ts';
import { type DirectLine, mountDirectLine } from './channels/directline/direct-line.ts';
import { DEFAULT_LIMITS } from './channels/directline/options.ts';
import { loadOrCreateSecret } from './channels/directline/secret.ts';
import { mountHealth } from './channels/health.ts';
import { withCardActions } from './channels/teams/card-actions.ts';
import { withSearchCommand } from './channels/teams/search-command.ts';
import { composeHandoff } from './compose-handoff.ts';
import type { Config } from './config.ts';
import type { MountedDesk } from './desk/mount-desk.ts';
import { acceptBasePath } from './http/base-path.ts';
import { watchConnections } from './http/connections.ts';
import { createLocation } from './http/location.ts';
import { createHttpServer } from './http/server.ts';
import { createUpgrades } from './http/upgrades.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { createMeters, type Meters } from './metrics/meters.ts';
import { mountMetrics } from './metrics/mount-metrics.ts';
import { readStoreFigures } from './metrics/store-figures.ts';
import { mountSite } from './site/mount-site.ts';
import { openStore } from './store/store.ts';
import { startTracing } from './tracing/start-tracing.ts';
import { traceBot, traceUnderstanding } from './tracing/trace-bot.ts';
import { traceRequests } from './tracing/trace-requests.ts';
import type { Tracer } from './tracing/tracer.ts';
import { loadClassifier } from './training/load-classifier.ts';
import { understandingFor } from './understanding/from-knowledge.ts';
import type { Understand } from './understanding/understand.ts';
import { adviceAbout, UNKNOWN_PROXY } from './start-advice.ts';
import { warmUp } from './warm-up.ts';
import { within } from './within.ts';

/** What a start returns. */
interface Started {
  url: string;
  /** The URL for creating the desk's first account; undefined when there is an account. */
  deskSetUp: string | undefined;
  /** What the operator should check, one sentence each. */
  advice: string[];
}

/** The whole bot behind one HTTP server. */
export interface App {
  /**
   * Listens, then loads the classifier. When it resolves, even the first message is answered at full speed.
   * @throws {KnowledgeError} for unusable content, {StoreError} for an unusable database, the error of listening
   * (EADDRINUSE …). Nothing is left open in that case.
   */
  start(): Promise<Started>;
  /**
   * Stops accepting requests, lets running turns finish and closes everything, within nine seconds even if something
   * hangs. It can be called at any time and more than once.
   */
  stop(): Promise<void>;
}

type Close = () => Promise<void> | void;

/** Milliseconds for running turns and requests to end, and for everything to close. */
const SERVER_CLOSES_MS = 6500;
const ALL_CLOSES_MS = 8000;
/** Every part gets at least this long, even when no time is left. */
const LAST_CLOSES_MS = 500;

/** The bot's account on Direct Line. */
const botAccount = { id: 'support-bot', name: 'EnGenius support' };

/**
 * Wires everything together; this is the only place that knows every room. The server listens before the classifier is
 * loaded: visitors' messages are stored meanwhile and answered as soon as it is.
 */
export function createApp(config: Config, parts: AppParts): App {
  const { log, server = createHttpServer(parts.log) } = parts;
  const connections = watchConnections(server.server);
  const upgrades = createUpgrades(server.server, log);
  const queue = createTurnQueue();
  const meters = createMeters();
  const ready = Promise.withResolvers<BotLogic>();
  /** What was opened, in order; it is closed in reverse order. */
  const opened: Close[] = [];
  let bot: BotLogic | undefined;
  let understand: Understand | undefined;
  /** The bot for connector channels, which also records their transcript. */
  let recorded: BotLogic | undefined;
  let stopping: Promise<void> | undefined;

  const closeServer = async (directLine: DirectLine, desk: MountedDesk): Promise<void> => {
    const closeSockets = async (): Promise<void> => {
      await directLine.stop();
      desk.stop();
      await upgrades.close();
    };
    await within(SERVER_CLOSES_MS, Promise.all([connections.close(), queue.idle(), closeSockets()]));
    connections.destroy();
  };
  const stop = (): Promise<void> => {
    stopping ??= closeAll(opened, log);
    return stopping;
  };

  async function start(): Promise<Started> {
    const knowledge = parts.content?.knowledge ?? (await loadKnowledge(config.knowledgeDir));
    const tracing = await startTracing(config.tracing, { version: packageJson.version, log });
    opened.push(() => tracing.stop());
    const { tracer } = tracing;
    if (tracing.isOn) traceRequests(server, tracer);
    const store = await openStore(config, { ...parts, meter: meters.query });
    opened.push(() => store.close());
    if (config.retentionDays > 0) opened.push(store.startRetention(config.retentionDays));

    const location = createLocation({
      publicUrl: config.directLine.publicUrl,
      trustProxy: config.directLine.trustProxy,
      onUnknownProxy: (peer) => log.warn({ peer }, UNKNOWN_PROXY),
    });
    const secret = config.directLine.secret ?? loadOrCreateSecret(config.dataDir);
    const directLine = mountDirectLine(server, {
      upgrades,
      store,
      bot: async (context) => (await ready.promise)(context),
      botAccount,
      allowedOrigins: config.directLine.allowedOrigins,
      location,
      secret,
      limits: { ...DEFAULT_LIMITS, enabled: config.directLine.rateLimit },
      clock: parts.clock,
      log,
      tracer,
    });
    mountSite(server, {
      knowledge,
      withSupportPage: config.supportPage,
      rateLimit: config.directLine.rateLimit,
      location,
      log,
    });
    const adapter = new SupportAdapter(config.microsoftApp);
    const people = await composeHandoff({
      config,
      parts,
      tracer,
      server,
      upgrades,
      store,
      knowledge,
      understand: () => understand,
      directLine,
      adapter,
      location,
      secret,
    });
    opened.push(() => people.stop());
    mountHealth(server, {
      isReady: () => bot !== undefined && stopping === undefined,
      check: () => store.check(),
      log,
    });
    mountMetrics(server, {
      token: config.metricsToken,
      location,
      read: () => ({
        counted: meters.counted,
        sockets: directLine.sockets,
        info: { version: packageJson.version, node: process.version, engine: store.engine.kind },
      }),
      readFigures: () =>
        readStoreFigures({
          store,
          presenceTimeoutMs: config.handoff.queue.presenceTimeoutMs,
          clock: parts.clock,
        }),
      log,
    });
    mountMessages(server, {
      adapter,
      isLocal: config.microsoftApp.id === undefined,
      tenantId: config.microsoftApp.type === 'MultiTenant' ? undefined : config.microsoftApp.tenantId,
      bot: () => recorded,
      queue,
      log,
    });
    mountApiDescription(server, { location, log });
    acceptBasePath(server.server, location.basePath);
    await listen(server, config);
    opened.push(() => closeServer(directLine, people.desk));

    const { handoff, files } = people;
    ({ bot, understand } = await buildBot(config, parts, {
      knowledge,
      storage: store.storage,
      handoff,
      meters,
      tracer,
    }));
    const connectorBot = createConnectorBot({
      store,
      bot,
      desk: people.teamsTurn,
      files,
      clock: parts.clock,
      tracer,
    });
    recorded = withTeamsCommands(traceBot(connectorBot, 'turn', tracer), { knowledge, understand });
    ready.resolve(bot);
    directLine.start();
    people.start();
    const url = urlOf(server, config.host);
    const { setUpToken } = people;
    const deskSetUp = setUpToken && `${location.publicUrl ?? url}/desk#set-up=${setUpToken}`;
    const advice = adviceAbout(config);
    for (const sentence of advice) log.warn(sentence);
    return { url, deskSetUp, advice };
  }

  return {
    async start() {
      try {
        return await start();
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}

/** Closes in reverse order, each within its share of the time that is left. */
async function closeAll(opened: readonly Close[], log: AppParts['log']): Promise<void> {
  const began = performance.now();
  for (const close of opened.toReversed()) {
    const left = ALL_CLOSES_MS - (performance.now() - began);
    const isClosed = await within(Math.max(left - LAST_CLOSES_MS, LAST_CLOSES_MS), Promise.resolve(close()));
    if (!isClosed) log.warn('could not close something in time; stopping anyway');
  }
}

/** Adds the card actions and the search command of Teams to the bot. */
function withTeamsCommands(
  bot: BotLogic,
  reader: { knowledge: Knowledge; understand: Understand },
): BotLogic {
  const { knowledge } = reader;
  const lists = [...knowledge.advisories.values()].map((advisory) => listsData(knowledge, advisory));
  return withSearchCommand(withCardActions(bot, lists), (words) =>
    words.trim() === '' ? topicAnswers(knowledge) : suggestAnswers(reader, words),
  );
}

/** Returns the URL at which a listening server is reached on this machine. */
function urlOf(server: restify.Server, hostname: string): string {
  const { port } = server.server.address() as AddressInfo;
  // A URL has an IPv6 address in brackets.
  const host = isIPv6(hostname) ? `[${hostname}]` : hostname;
  return `http://${host}:${port}`;
}

/** Builds the bot and its understanding. */
async function buildBot(
  config: Config,
  parts: AppParts,
  {
    knowledge,
    storage,
    handoff,
    meters,
    tracer,
  }: Pick<BotParts, 'knowledge' | 'storage' | 'handoff'> & { meters: Meters; tracer: Tracer },
): Promise<{ bot: BotLogic; understand: Understand }> {
  const { clock, log, reference, content } = parts;
  const understand = content?.understand ?? (await loadUnderstanding(config, parts, knowledge));
  const measured = traceUnderstanding(measureUnderstanding(understand, meters.turns), tracer);
  const bot = createBot({ knowledge, understand: measured, handoff, storage, clock, log, reference });
  return { bot: traceBot(measureTurns(bot, meters.turns), 'dialog', tracer), understand };
}

/** Loads the classifier, and warms up everything that answering needs. */
async function loadUnderstanding(
  { dataDir }: Config,
  { clock, log, onProgress }: AppParts,
  knowledge: Knowledge,
): Promise<Understand> {
  const { classifier } = await loadClassifier(knowledge, {
    dataDir,
    log,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const understand = understandingFor(knowledge, classifier);
  await warmUp({ knowledge, understand, clock });
  return understand;
}

/** @throws the error of listening */
const listen = (server: restify.Server, { port, host }: Config): Promise<void> =>
  new Promise((resolve, reject) => {
    // restify re-emits the errors of the underlying server.
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
