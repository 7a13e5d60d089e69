import { createDeliveryWorker } from '#handoff/delivery/delivery-worker.ts';
import { createMail, createReplyMail } from '#handoff/delivery/mail.ts';
import { createWebhook } from '#handoff/delivery/webhook.ts';
import { createEventWebhook } from '#handoff/delivery/event.ts';
import { createPeriodicTask, type PeriodicTask } from '#time/periodic-task.ts';
import type { AppContext } from './app-context.ts';

/** Creates the worker that delivers tickets to the configured targets. */
export function composeDeliveries({
  config,
  parts: { clock, log },
  store,
}: Pick<AppContext, 'config' | 'parts' | 'store'>): PeriodicTask {
  const { webhook, mail } = config.handoff;
  return createDeliveryWorker({
    deliveries: store.deliveries,
    transports: {
      ...(webhook === undefined ? {} : { webhook: createWebhook({ ...webhook, clock }) }),
      ...(mail === undefined
        ? {}
        : { mail: createMail(mail), reply: createReplyMail(mail, (id) => store.uploads.pieces(id)) }),
    },
    clock,
    random: Math.random,
    log,
  });
}

const LOOKING_MS = 10_000;

/** Creates the worker that notifies the webhook of events; undefined if no events are configured. */
export function composeEvents({
  config,
  parts: { clock, log },
  store: { eventDeliveries },
}: Pick<AppContext, 'config' | 'parts' | 'store'>): PeriodicTask | undefined {
  const { webhook } = config.handoff;
  if (webhook === undefined || webhook.events.length === 0) return undefined;
  const worker = createDeliveryWorker({
    deliveries: eventDeliveries,
    transports: { event: createEventWebhook({ ...webhook, clock }) },
    what: 'an event',
    clock,
    random: Math.random,
    log,
  });
  return createPeriodicTask(async () => {
    try {
      await eventDeliveries.queueNew(webhook.events);
    } catch (error) {
      log.warn({ err: error }, 'could not check for events; trying again');
    }
    await worker.runNow();
  }, LOOKING_MS);
}
