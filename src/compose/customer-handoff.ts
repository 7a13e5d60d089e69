import type { PresenceStore } from '#handoff/chat.ts';
import type { Handoff } from '#handoff/handoff.ts';
import type { PeriodicTask } from '#time/periodic-task.ts';
import { createQueueHandoff } from '#handoff/queue-handoff.ts';
import { createTicketIntake, type TicketIntake } from '#handoff/ticket-intake.ts';
import type { AppContext } from './app-context.ts';
import { createCanChat } from './can-chat.ts';

/** Creates the customer's side of the hand-off. @param presences everybody who may take a chat, including a hub */
export function composeCustomerHandoff(
  context: AppContext,
  { presences, deliveryWorker }: { presences: PresenceStore; deliveryWorker: PeriodicTask },
): Handoff {
  const { returnMs, queue } = context.config.handoff;
  const { clock, reference } = context.parts;
  return createQueueHandoff({
    chats: context.store.chats,
    presences,
    ticketIntake: composeTicketIntake(context, deliveryWorker),
    canChat: createCanChat(context.store),
    returnMs,
    limit: queue.limit,
    presenceTimeoutMs: queue.presenceTimeoutMs,
    reference,
    clock,
  });
}

function composeTicketIntake(
  { config, parts: { clock, reference }, store }: AppContext,
  deliveryWorker: PeriodicTask,
): TicketIntake {
  const { hours, webhook, mail } = config.handoff;
  const targets = [
    ...(webhook === undefined ? [] : (['webhook'] as const)),
    ...(mail === undefined ? [] : (['mail'] as const)),
  ];
  return createTicketIntake({
    tickets: store.tickets,
    hours,
    contact: config.supportContact,
    targets,
    isMailed: mail !== undefined,
    reference,
    clock,
    onTicket: () => void deliveryWorker.runNow(),
  });
}
