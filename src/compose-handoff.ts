import type { AddressInfo } from 'node:net';
import type restify from 'restify';
import { DIRECT_LINE } from './channel-ids.ts';
import type { AppParts } from './app-parts.ts';
import { suggestAnswers } from './bot/suggest-answers.ts';
import type { SupportAdapter } from './channels/botframework/adapter.ts';
import { createIncomingFiles, type IncomingFiles } from './channels/botframework/incoming-files.ts';
import { createOutboxSender } from './channels/botframework/outbox-sender.ts';
import type { DirectLine } from './channels/directline/direct-line.ts';
import { mountEngagementHub } from './channels/engagement-hub.ts';
import { createSaveTextAsFile } from './channels/save-text-as-file.ts';
import { uploadPath, withUploadUrls } from '#uploads/upload-address.ts';
import type { TeamsAgentTurn } from './channels/teams/desk/agent-turn.ts';
import { composeTeamsDesk } from './compose-teams-desk.ts';
import type { Config } from './config.ts';
import { type MountedDesk, mountDesk } from './desk/mount-desk.ts';
import { createSetUp } from './desk/set-up.ts';
import { createAgentActions } from './handoff/agent-actions.ts';
import { createDeliveryWorker } from './handoff/delivery/delivery-worker.ts';
import { createReplyMail, createMail } from './handoff/delivery/mail.ts';
import { createWebhook } from './handoff/delivery/webhook.ts';
import { createQueueHandoff } from './handoff/queue-handoff.ts';
import type { Location } from './http/location.ts';
import type { Handoff } from './handoff/handoff.ts';
import { createHubNotifier } from './handoff/hub/hub-notifier.ts';
import { withHub } from './handoff/hub/hub-presence.ts';
import { createReceiveHubActivity } from './handoff/hub/receive-hub-activity.ts';
import type { ReadNewest, ReadTranscript } from './handoff/read-transcript.ts';
import { createTicketIntake } from './handoff/ticket-intake.ts';
import { createQueueManager } from './handoff/queue-manager.ts';
import type { PeriodicTask } from './handoff/periodic-task.ts';
import { withSteadyTimes } from './handoff/steady-presence.ts';
import { type Ages, createAges } from './time/ages.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { createLinkCodes } from './handoff/teams-desk/codes.ts';
import { withTeamsDesk } from './handoff/teams-desk/teams-presence.ts';
import type { Upgrades } from './http/upgrades.ts';
import { titleOf } from './knowledge/titles.ts';
import type { StoredActivity } from './store/events.ts';
import type { Store } from './store/store.ts';
import type { Tracer } from '#tracing/tracer.ts';
import type { Understand } from './understanding/understand.ts';

export interface HandoffParts {
  config: Config;
  parts: AppParts;
  tracer: Tracer;
  server: restify.Server;
  upgrades: Upgrades;
  store: Store;
  knowledge: Knowledge;
  /** Returns undefined until the classifier is loaded. */
  understand: () => Understand | undefined;
  directLine: DirectLine;
  adapter: SupportAdapter;
  location: Location;
  /** The secret that all replicas share. */
  secret: string;
}

type ReadTranscripts = { readAfter: ReadTranscript; readNewest: ReadNewest };

/** The assembled hand-off. */
export interface ComposedHandoff {
  /** What the bot uses. */
  handoff: Handoff;
  /** Stop it when the HTTP server closes. */
  desk: MountedDesk;
  /** Handles what agents do in Teams, before the bot sees it. */
  teamsTurn: TeamsAgentTurn;
  /** Fetches files from connector channels. */
  files: IncomingFiles;
  /** The token for creating the first account; undefined when there is an account. */
  setUpToken: string | undefined;
  start(): void;
  /** Close the HTTP server before this, and the store after it. */
  stop(): Promise<void>;
}

/** Wires the queue, desks and deliveries, and mounts their HTTP routes. */
export async function composeHandoff(all: HandoffParts): Promise<ComposedHandoff> {
  const { config, parts, server, upgrades, store, directLine, adapter, location, secret } = all;
  const { clock, steadyClock = clock, log } = parts;
  const ages = createAges(clock, steadyClock);
  const { queue, hours, hub: hubConfig } = config.handoff;
  const { limit, presenceTimeoutMs } = queue;
  store.chats.useActivityBuilder(({ conversationId }, line) => directLine.dress(conversationId, line));
  const deskPresences = withSteadyTimes(store.presences, ages, clock);
  const presences = withTeamsDesk(hubConfig === undefined ? deskPresences : withHub(deskPresences, clock), {
    store: store.teamsDesk,
    hours,
    clock,
  });
  const { chats } = store;

  const urlOf = (file: { id: string; name: string }): string => `${baseUrlOf(all)}${uploadPath(file)}`;
  const saveTextAsFile = createSaveTextAsFile({ uploads: store.uploads, secret, urlOf });
  const forOthers = (body: string): string => withUploadUrls(body, baseUrlOf(all));
  const transcript = readAs(store, forOthers);
  const files = createIncomingFiles({
    token: (context) => adapter.tokenIn(context),
    newId: () => store.uploads.newId(),
    onProblem: (error) => log.warn({ err: error }, 'could not fetch a file from a connector channel'),
  });
  const deliveryWorker = courierFor(config, parts, store);
  const relay = createOutboxSender({
    store,
    say: (reference, activity) => adapter.say(reference, activity),
    saveTextAsFile,
    forOthers,
    clock,
    steadyClock,
    random: Math.random,
    log,
    tracer: all.tracer,
  });
  const showTyping = async (conversationId: string, agent: { name: string }): Promise<void> => {
    await directLine.sendTyping(conversationId, agent);
    await relay.showTyping(conversationId);
  };
  const keeper = createQueueManager({ chats, presences, rules: queue, hours, ages, clock, log });
  const hub = hubFor({ ...all, ages, showTyping, transcript });
  const unsubscribe = store.events.subscribe(({ kind }) => {
    if (kind === 'desk') void keeper.runNow();
    if (kind !== 'transient') void hub?.runNow();
  });

  const agentActions = createAgentActions({
    chats,
    presences: deskPresences,
    limit,
    presenceTimeoutMs,
    clock,
  });
  const codes = createLinkCodes(store.teamsDesk, clock);
  const facts = factsFor(all);
  const teams = composeTeamsDesk({
    ...all,
    ...facts,
    presences: deskPresences,
    ages,
    desk: agentActions,
    codes,
    showTyping,
    files,
    transcript,
    saveTextAsFile,
  });

  const setUp = await createSetUp(store.agents, clock);
  const desk = mountDesk(server, {
    upgrades,
    store,
    presences: deskPresences,
    sockets: directLine.sockets,
    desk: agentActions,
    codes,
    hasTeamsApp: config.microsoftApp.id !== undefined,
    limit,
    presenceTimeoutMs,
    facts,
    showTyping,
    setUp,
    oidc: config.oidc,
    secret,
    mails: config.handoff.mail === undefined ? undefined : () => void deliveryWorker.runNow(),
    sayAs: ({ name }, message) => directLine.sendAsAgent({ ...message, agent: { name } }),
    rateLimit: config.directLine.rateLimit,
    location,
    clock,
    log,
  });
  return {
    handoff: handoffFor(all, { presences, deliveryWorker }),
    desk,
    teamsTurn: teams.turn,
    files,
    setUpToken: setUp?.token,
    start() {
      deliveryWorker.start();
      keeper.start();
      relay.start();
      teams.start();
      hub?.start();
    },
    async stop() {
      unsubscribe();
      await Promise.all([deliveryWorker.stop(), keeper.stop(), relay.stop(), teams.stop(), hub?.stop()]);
    },
  };
}

/** Returns the base URL at which others reach this server. */
function baseUrlOf({ config, server }: HandoffParts): string {
  const { port } = (server.server.address() ?? config) as Pick<AddressInfo, 'port'>;
  return config.directLine.publicUrl ?? `http://localhost:${port}`;
}

/** Reads transcripts for readers outside this server. @param forOthers turns a stored activity into what they get */
function readAs({ transcript }: Store, forOthers: (body: string) => string): ReadTranscripts {
  const shown = (rows: StoredActivity[]): StoredActivity[] =>
    rows.map((row) => ({ ...row, body: forOthers(row.body) }));
  return {
    readAfter: async (conversationId, after, most) =>
      shown(await transcript.after(conversationId, after, most)),
    readNewest: async (conversationId, before, most) =>
      shown(await transcript.newest(conversationId, before, most)),
  };
}

/** Creates the worker that delivers tickets to the configured targets. */
function courierFor({ handoff }: Config, { clock, log }: AppParts, { tickets }: Store): PeriodicTask {
  const { webhook, mail } = handoff;
  return createDeliveryWorker({
    deliveries: tickets,
    transports: {
      ...(webhook === undefined ? {} : { webhook: createWebhook({ ...webhook, clock }) }),
      ...(mail === undefined ? {} : { mail: createMail(mail), reply: createReplyMail(mail) }),
    },
    clock,
    random: Math.random,
    log,
  });
}

/** Creates the engagement hub, if one is configured. */
function hubFor({
  config,
  parts: { clock, log },
  server,
  store,
  ages,
  showTyping,
  transcript,
}: HandoffParts & {
  ages: Ages;
  transcript: ReadTranscripts;
  showTyping: (conversationId: string, agent: { name: string }) => Promise<void>;
}) {
  const { hub, queue } = config.handoff;
  if (hub === undefined) return undefined;
  const { chats, hubChats, presences } = store;
  // The hub decides for itself how many chats its agents have at once.
  const desk = createAgentActions({
    chats,
    presences,
    limit: Infinity,
    presenceTimeoutMs: queue.presenceTimeoutMs,
    clock,
  });
  const take = createReceiveHubActivity({
    desk,
    hubChats,
    showTyping: async (reference, agent) => {
      const chat = await chats.find(reference);
      if (chat !== undefined) await showTyping(chat.conversationId, agent);
    },
  });
  mountEngagementHub(server, { secret: hub.secret, take, clock, log });
  return createHubNotifier({
    ...hub,
    chats,
    hubChats,
    ...transcript,
    presenceTimeoutMs: queue.presenceTimeoutMs,
    ages,
    clock,
    log,
  });
}

/** The patch status of a model in a few words, under each advisory where there are several. */
function statusFor({ advisories }: Knowledge, model: string): string {
  const statuses = [...advisories.values()].flatMap(({ name, models }) => {
    const status = models.get(model)?.status;
    if (status === undefined) return [];
    return advisories.size > 1 ? [`${name}: ${status}`] : [status];
  });
  return statuses.length === 0 ? 'not listed' : statuses.join(', ');
}

/** What agents get from the knowledge. */
const factsFor = ({ knowledge, understand }: HandoffParts) => ({
  titleOf: (intent: string) => titleOf(knowledge, intent)?.question,
  devicesOf: (models: readonly string[]) =>
    models.map((model) => ({ model, status: statusFor(knowledge, model) })),
  suggest: (message: string) => {
    const reader = understand();
    return reader === undefined ? [] : suggestAnswers({ knowledge, understand: reader }, message);
  },
  cannedReplies: knowledge.cannedReplies,
});

function handoffFor(
  { config, parts, store }: HandoffParts,
  { presences, deliveryWorker }: { presences: ReturnType<typeof withHub>; deliveryWorker: PeriodicTask },
): Handoff {
  const { handoff, supportContact: contact } = config;
  const { hours, webhook, mail, queue, returnMs } = handoff;
  const { clock, reference } = parts;
  const targets = [
    ...(webhook === undefined ? [] : (['webhook'] as const)),
    ...(mail === undefined ? [] : (['mail'] as const)),
  ];
  const onTicket = (): void => void deliveryWorker.runNow();
  const { chats, connectorOutbox, tickets } = store;
  return createQueueHandoff({
    chats,
    presences,
    ticketIntake: createTicketIntake({
      tickets,
      hours,
      contact,
      targets,
      isMailed: mail !== undefined,
      reference,
      clock,
      onTicket,
    }),
    canChat: async ({ channelId, conversationId }) =>
      channelId === DIRECT_LINE || (await connectorOutbox.isReachable(conversationId)),
    returnMs,
    limit: queue.limit,
    presenceTimeoutMs: queue.presenceTimeoutMs,
    reference,
    clock,
  });
}
