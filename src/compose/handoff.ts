import type { IncomingFiles } from '#channels/botframework/incoming-files.ts';
import type { DirectLine } from '#channels/directline/direct-line.ts';
import type { TeamsAgentTurn } from '#channels/teams/desk/agent-turn.ts';
import type { MountedDesk } from '#desk/mount-desk.ts';
import type { PresenceStore } from '#handoff/chat.ts';
import type { Handoff } from '#handoff/handoff.ts';
import { withHub } from '#handoff/hub/hub-presence.ts';
import type { PeriodicTask } from '#time/periodic-task.ts';
import { createCustomerWatch } from '#handoff/customer-watch.ts';
import { createQueueManager } from '#handoff/queue-manager.ts';
import { refuseUnstored } from '#handoff/refuse-unstored.ts';
import { createUsualWait, type UsualWait } from '#handoff/usual-wait.ts';
import { withTeamsDesk } from '#handoff/teams-desk/teams-presence.ts';
import type { AppContext } from './app-context.ts';
import { composeCustomerHandoff } from './customer-handoff.ts';
import { composeDeliveries, composeEvents } from './deliveries.ts';
import { composeDesk } from './desk.ts';
import { createHandoffContext, type HandoffContext } from './handoff-context.ts';
import { composeHub } from './hub.ts';
import { composeTeamsDesk } from './teams-desk.ts';
import { composeTranscripts } from './transcripts.ts';

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
  /** The token for creating the first account; undefined if there is an account already. */
  setUpToken: string | undefined;
  start(): void;
  /** Close the HTTP server before this, and the store after it. */
  stop(): Promise<void>;
}

/** Wires the queue, desks and deliveries, and mounts their HTTP routes. */
export async function composeHandoff(app: AppContext & { directLine: DirectLine }): Promise<ComposedHandoff> {
  const context = createHandoffContext(app);
  const { store, directLine, outboxSender, files } = context;
  store.chats.useActivityBuilder(({ conversationId }, line) =>
    directLine.buildActivity(conversationId, line),
  );
  const presences = everybodysPresences(context);
  const deliveryWorker = composeDeliveries(context);
  context.usualWait.resolve(composeUsualWait(context, presences));
  const queueManager = composeQueueManager(context, presences);
  const hub = composeHub(context);
  const unsubscribe = store.events.subscribe(({ kind }) => {
    if (kind === 'desk') void queueManager.runNow();
    if (kind !== 'transient') void hub?.runNow();
  });
  const teams = composeTeamsDesk(context);
  const { readText, mailWorker } = composeTranscripts(context);
  const mails = mailWorker && ((): void => void mailWorker.runNow());
  const { desk, setUp, publishing } = await composeDesk(context, deliveryWorker, { readText, mails });
  const customerWatch = createCustomerWatch({
    presences: store.customerPresences,
    isReading: (conversationId) => directLine.isReading(conversationId),
    clock: context.parts.clock,
    log: context.parts.log,
    pollMs: context.parts.pollMs,
  });
  const events = composeEvents(context);
  const running = [
    deliveryWorker,
    events,
    mailWorker,
    queueManager,
    customerWatch,
    outboxSender,
    teams,
    hub,
    publishing,
  ].filter((each) => each !== undefined);
  return {
    handoff: refuseUnstored(composeCustomerHandoff(context, { presences, deliveryWorker }), () =>
      context.directLine.isUnstored(),
    ),
    desk,
    teamsTurn: teams.turn,
    files,
    setUpToken: setUp?.token,
    start() {
      for (const each of running) each.start();
    },
    async stop() {
      unsubscribe();
      await Promise.all(running.map((each) => each.stop()));
    },
  };
}

/** Who may take a chat at any desk, in Teams or at a hub. */
function everybodysPresences({
  config,
  parts: { clock },
  store,
  deskPresences,
}: HandoffContext): PresenceStore {
  const { hub, hours } = config.handoff;
  const withHubs = hub === undefined ? deskPresences : withHub(deskPresences, clock);
  return withTeamsDesk(withHubs, { store: store.teamsDesk, hours, clock });
}

function composeUsualWait(
  { config, parts: { clock }, store: { chats } }: HandoffContext,
  presences: PresenceStore,
): UsualWait {
  const { limit, presenceTimeoutMs } = config.handoff.queue;
  return createUsualWait({ chats, presences, limit, presenceTimeoutMs, clock });
}

function composeQueueManager(
  { config, parts: { clock, log }, store: { chats }, ages, grace }: HandoffContext,
  presences: PresenceStore,
): PeriodicTask {
  const { queue: rules, hours } = config.handoff;
  return createQueueManager({ chats, presences, rules, hours, ages, grace, clock, log });
}
