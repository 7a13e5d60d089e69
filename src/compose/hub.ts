import { mountEngagementHub } from '#channels/engagement-hub.ts';
import { createAgentActions } from '#handoff/create-agent-actions.ts';
import { createHubNotifier } from '#handoff/hub/hub-notifier.ts';
import { createReceiveHubActivity } from '#handoff/hub/receive-hub-activity.ts';
import type { PeriodicTask } from '#time/periodic-task.ts';
import type { HandoffContext } from './handoff-context.ts';

/** Creates the engagement hub and mounts its route, if one is configured. */
export function composeHub(context: HandoffContext): PeriodicTask | undefined {
  const { config, parts, store, ages, transcript } = context;
  const { hub, queue } = config.handoff;
  if (hub === undefined) return undefined;
  const { chats, hubChats } = store;
  const { clock, log } = parts;
  const { presenceTimeoutMs } = queue;
  mountHub(context, hub.secret);
  return createHubNotifier({
    ...hub,
    ...transcript,
    chats,
    hubChats,
    presenceTimeoutMs,
    ages,
    clock,
    log,
  });
}

function mountHub(
  { config, parts: { clock, log }, server, store, showTyping }: HandoffContext,
  secret: string,
): void {
  const { chats, hubChats, presences } = store;
  const { presenceTimeoutMs } = config.handoff.queue;
  const take = createReceiveHubActivity({
    // The hub decides for itself how many chats its agents have at a time.
    desk: createAgentActions({ chats, presences, limit: Infinity, presenceTimeoutMs, clock }),
    chats,
    hubChats,
    async showTyping(reference, agent) {
      const chat = await chats.find(reference);
      if (chat !== undefined) await showTyping(chat.conversationId, agent);
    },
  });
  mountEngagementHub(server, { secret, take, clock, log });
}
