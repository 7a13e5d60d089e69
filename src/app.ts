import { type AddressInfo, isIPv6 } from 'node:net';
import type { Logger } from 'pino';
import type restify from 'restify';
import { suggestAnswers } from './bot/suggest-answers.ts';
import { type BotLogic, type BotParts, createBot } from './bot/support-bot.ts';
import { SupportAdapter } from './channels/botframework/adapter.ts';
import { createOutsideRelay } from './channels/botframework/outside-relay.ts';
import { recordTurns } from './channels/botframework/record-turns.ts';
import { mountMessages } from './channels/botframework/messages.ts';
import { createTurnQueue } from './channels/botframework/turn-queue.ts';
import { type DirectLine, mountDirectLine } from './channels/directline/direct-line.ts';
import { CHANNEL_ID } from './channels/directline/incoming-activity.ts';
import { DEFAULT_LIMITS } from './channels/directline/options.ts';
import { keptSecret } from './channels/directline/secret.ts';
import { isStreamRequest } from './channels/directline/stream-upgrade.ts';
import { mountHealth } from './channels/health.ts';
import { createHttpServer, refuseUpgrades } from './channels/http-server.ts';
import { watchUnusedConnections } from './channels/unused-connections.ts';
import type { Config } from './config.ts';
import { isDeskRequest } from './desk/desk-sockets.ts';
import { type MountedDesk, mountDesk } from './desk/mount-desk.ts';
import { createSetUp } from './desk/set-up.ts';
import { createAgentDesk } from './handoff/agent-desk.ts';
import { type Courier, createCourier } from './handoff/delivery/courier.ts';
import { createAnswerMail, createMail } from './handoff/delivery/mail.ts';
import { createWebhook } from './handoff/delivery/webhook.ts';
import type { Handoff } from './handoff/handoff.ts';
import { createDeskHandoff } from './handoff/desk-handoff.ts';
import { createMessageTaking } from './handoff/message-taking.ts';
import { createQueueKeeper } from './handoff/queue-keeper.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { titleOf } from './knowledge/titles.ts';
import { mountSite } from './site/mount-site.ts';
import { openStore, type Store } from './store/store.ts';
import { loadClassifier } from './training/load-classifier.ts';
import { understandingFor } from './understanding/from-knowledge.ts';
import type { Understand } from './understanding/understand.ts';
import { warmUp } from './warm-up.ts';

/** What the app takes from outside besides its configuration. */
export interface AppParts {
  clock: () => Date;
  log: Logger;
  /** Makes a short reference number that a customer can quote. */
  reference: () => string;
  /** Told as the classifier is trained: steps done, of how many, and what was done. */
  onProgress?: (done: number, total: number, what: string) => void;
}

/** Where the app listens. */
interface Started {
  url: string;
  /** Where the first account of the desk is made; undefined where there is one. */
  deskSetUp: string | undefined;
}

/** The whole bot behind one HTTP server. */
export interface App {
  /**
   * Listens, then loads the classifier; when it resolves, a first message is answered at full speed.
   * @throws {KnowledgeError} for unusable content, {StoreError} for an unusable database, the error of
   * listening (EADDRINUSE …). Nothing is left open then.
   */
  start(): Promise<Started>;
  /** Stops taking requests, lets running turns finish, closes. Safe to call at any time and more than once. */
  stop(): Promise<void>;
}

/** The account that the bot speaks under on Direct Line. */
const botAccount = { id: 'support-bot', name: 'EnGenius support' };

/**
 * Wires everything together: the only place that knows everyone. The server listens before the classifier is
 * there: visitors' messages are stored meanwhile and answered as soon as it is.
 */
export function createApp(config: Config, parts: AppParts): App {
  const { log } = parts;
  const server = createHttpServer(log);
  const closeUnusedConnections = watchUnusedConnections(server.server);
  const queue = createTurnQueue();
  const ready = Promise.withResolvers<BotLogic>();
  /** What was opened, in that order; closed in the other. */
  const opened: (() => Promise<void> | void)[] = [];
  let bot: BotLogic | undefined;
  let understand: Understand | undefined;
  /** The same for the channels that keep no transcript here. */
  let recorded: BotLogic | undefined;
  let stopping: Promise<void> | undefined;

  const closeServer = async (directLine: DirectLine, desk: MountedDesk): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Connections without a request would hold the server open.
    server.server.closeIdleConnections();
    closeUnusedConnections();
    await queue.idle();
    // Their sockets hold the server open as well.
    desk.stop();
    await directLine.stop();
    await closed;
  };
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      for (const close of opened.toReversed()) await close();
    })();
    return stopping;
  };

  async function start(): Promise<Started> {
    const knowledge = await loadKnowledge(config.knowledgeDir);
    const store = await openStore(config, parts);
    opened.push(() => store.close());
    if (config.retentionDays > 0) opened.push(store.startRetention(config.retentionDays));

    const courier = courierFor(config, parts, store);
    opened.push(() => courier.stop());

    const directLine = mountDirectLine(server, {
      store,
      bot: async (context) => (await ready.promise)(context),
      botAccount,
      ...config.directLine,
      secret: config.directLine.secret ?? keptSecret(config.dataDir),
      limits: { ...DEFAULT_LIMITS, enabled: config.directLine.rateLimit },
      clock: parts.clock,
      log,
    });
    refuseUpgrades(server, (request) => !isStreamRequest(request) && !isDeskRequest(request));
    mountSite(server, {
      knowledge,
      withSupportPage: config.supportPage,
      rateLimit: config.directLine.rateLimit,
      publicUrl: config.directLine.publicUrl,
      trustProxy: config.directLine.trustProxy,
    });
    store.chats.speakAs(({ conversationId }, line) => directLine.dress(conversationId, line));
    const keeper = createQueueKeeper({ ...store, ...config.handoff, rules: config.handoff.queue, ...parts });
    opened.push(() => keeper.stop());
    opened.push(store.events.subscribe(({ kind }) => void (kind === 'desk' && keeper.look())));
    const setUp = await createSetUp(store.agents, parts.clock);
    const adapter = new SupportAdapter(config.microsoftApp);
    const relay = createOutsideRelay({
      store,
      say: (reference, activity) => adapter.say(reference, activity),
      ...parts,
    });
    opened.push(() => relay.stop());
    const { limit, goneMs } = config.handoff.queue;
    const desk = mountDesk(server, {
      store,
      desk: createAgentDesk({ ...store, limit, goneMs, clock: parts.clock }),
      limit,
      goneMs,
      facts: {
        titleOf: (intent) => titleOf(knowledge, intent)?.question,
        devicesOf: (models) =>
          models.map((model) => ({ model, status: knowledge.models.get(model)?.status ?? 'not listed' })),
        suggest: (message) =>
          understand === undefined ? [] : suggestAnswers({ knowledge, understand }, message),
        cannedReplies: knowledge.cannedReplies,
      },
      showTyping: async (conversationId, agent) => {
        await directLine.sendTyping(conversationId, agent);
        await relay.showTyping(conversationId);
      },
      setUp,
      mails: config.handoff.mail === undefined ? undefined : () => void courier.look(),
      sayAs: ({ name }, message) => directLine.sendAsAgent({ ...message, agent: { name } }),
      rateLimit: config.directLine.rateLimit,
      publicUrl: config.directLine.publicUrl,
      trustProxy: config.directLine.trustProxy,
      clock: parts.clock,
      log,
    });
    mountHealth(server, {
      isReady: () => bot !== undefined && stopping === undefined,
      check: () => store.check(),
    });
    mountMessages(server, {
      adapter,
      isLocal: config.microsoftApp.id === undefined,
      bot: () => recorded,
      queue,
      log,
    });
    await listen(server, config);
    opened.push(() => closeServer(directLine, desk));

    const handoff = handoffFor(config, parts, { store, courier });
    ({ bot, understand } = await buildBot(config, parts, { knowledge, storage: store.storage, handoff }));
    recorded = recordTurns(store, { bot, clock: parts.clock });
    ready.resolve(bot);
    directLine.start();
    courier.start();
    keeper.start();
    relay.start();
    const { port } = server.server.address() as AddressInfo;
    // An IPv6 address stands in brackets in a URL.
    const host = isIPv6(config.host) ? `[${config.host}]` : config.host;
    const url = `http://${host}:${port}`;
    return { url, deskSetUp: setUp && `${config.directLine.publicUrl ?? url}/desk#set-up=${setUp.token}` };
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

/** Sends tickets on to what is set up. */
function courierFor({ handoff }: Config, { clock, log }: AppParts, { tickets }: Store): Courier {
  const { webhook, mail } = handoff;
  return createCourier({
    deliveries: tickets,
    carriers: {
      ...(webhook === undefined ? {} : { webhook: createWebhook({ ...webhook, clock }) }),
      ...(mail === undefined ? {} : { mail: createMail(mail), answer: createAnswerMail(mail) }),
    },
    clock,
    random: Math.random,
    log,
  });
}

function handoffFor(
  { handoff: { hours, webhook, mail, queue, returnMs }, supportContact: contact }: Config,
  { clock, reference }: AppParts,
  { store, courier }: { store: Store; courier: Courier },
): Handoff {
  const targets = [
    ...(webhook === undefined ? [] : (['webhook'] as const)),
    ...(mail === undefined ? [] : (['mail'] as const)),
  ];
  const onTicket = (): void => void courier.look();
  const { chats, outside, presences, tickets } = store;
  return createDeskHandoff({
    chats,
    presences,
    messages: createMessageTaking({ tickets, hours, contact, targets, reference, clock, onTicket }),
    canChat: async ({ channelId, conversationId }) =>
      channelId === CHANNEL_ID || (await outside.isReachable(conversationId)),
    returnMs,
    goneMs: queue.goneMs,
    reference,
    clock,
  });
}

/** Loads the classifier, puts the bot together over it and warms it up. */
async function buildBot(
  config: Config,
  { clock, log, reference, onProgress }: AppParts,
  { knowledge, storage, handoff }: Pick<BotParts, 'knowledge' | 'storage' | 'handoff'>,
): Promise<{ bot: BotLogic; understand: Understand }> {
  const { classifier } = await loadClassifier(knowledge, {
    dataDir: config.dataDir,
    log,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const understand = understandingFor(knowledge, classifier);
  await warmUp({ knowledge, understand, clock });
  return { bot: createBot({ knowledge, understand, handoff, storage, clock, log, reference }), understand };
}

/** @throws the error of listening */
const listen = (server: restify.Server, { port, host }: Config): Promise<void> =>
  new Promise((resolve, reject) => {
    // restify passes the errors of the server below on to itself.
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
