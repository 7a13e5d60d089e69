import { isDemo } from '#demo/demo-folder.ts';
import { type MountedDesk, mountDesk } from '#desk/mount-desk.ts';
import { createSetUp, type SetUp } from '#desk/set-up.ts';
import type { PeriodicTask } from '#time/periodic-task.ts';
import type { Transcripts } from '#handoff/transcripts.ts';
import { derivedFrom } from '#derived-from.ts';
import { Review } from '#review/review.ts';
import { createCanChat } from './can-chat.ts';
import type { HandoffContext } from './handoff-context.ts';
import { composePublishing } from './publishing.ts';

/** Mounts the desk in the browser. Stop `publishing` after the workbench, because it uses it. */
export async function composeDesk(
  context: HandoffContext,
  deliveryWorker: PeriodicTask,
  transcripts: Transcripts,
): Promise<{
  desk: MountedDesk;
  setUp: SetUp | undefined;
  publishing: Pick<PeriodicTask, 'start' | 'stop'>;
}> {
  const { config, parts, server, upgrades, store, directLine, location, secret, workbench } = context;
  const { clock, log, passwordCost, pollMs } = parts;
  const { queue, mail } = config.handoff;
  const setUp = await createSetUp(store.agents, { clock, passwordCost });
  const { publishDue, ...publishing } = composePublishing(context);
  const desk = mountDesk(server, {
    upgrades,
    isDemo: isDemo(config.dataDir),
    store,
    presences: context.deskPresences,
    sockets: directLine.sockets,
    desk: context.agentActions,
    codes: context.codes,
    hasTeamsApp: config.microsoftApp.id !== undefined,
    limit: queue.limit,
    presenceTimeoutMs: queue.presenceTimeoutMs,
    facts: context.facts,
    insights: { timeZone: config.timeZone, hours: config.handoff.hours },
    review: derivedFrom(
      context.knowledge,
      (knowledge) => new Review({ store, knowledge, clock }, () => context.answering.current()?.classifier),
    ),
    workbench,
    ...publishing,
    showTyping: context.showTyping,
    setUp,
    passwordCost,
    pollMs,
    oidc: config.oidc,
    secret,
    transcripts,
    mails: mail === undefined ? undefined : () => void deliveryWorker.runNow(),
    canChat: createCanChat(store),
    sayAs: (agent, { conversationId, clientId, ...line }) =>
      directLine.sendAsAgent({ conversationId, clientId, line: { ...line, agent } }),
    rateLimit: config.directLine.rateLimit,
    location,
    clock,
    log,
  });
  return {
    desk,
    setUp,
    publishing: {
      start: () => publishDue.start(),
      stop: async () => void (await Promise.all([publishDue.stop(), publishing.publisher.stop()])),
    },
  };
}
