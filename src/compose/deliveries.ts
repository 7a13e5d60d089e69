import { createDeliveryWorker } from '#handoff/delivery/delivery-worker.ts';
import { createMail, createReplyMail } from '#handoff/delivery/mail.ts';
import { createWebhook } from '#handoff/delivery/webhook.ts';
import type { PeriodicTask } from '#handoff/periodic-task.ts';
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
