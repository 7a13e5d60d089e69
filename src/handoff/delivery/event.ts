import type { AnyDelivery, DeliveryTransport } from './delivery.ts';
import { postSigned, type WebhookOptions } from './webhook.ts';

/** The events that another system can be notified of. */
export const eventTypes = ['conversation.ended', 'person.asked', 'chat.rated', 'question.unknown'] as const;
export type EventType = (typeof eventTypes)[number];

/** Something that has happened, on its way to the webhook, leased by one process. */
export interface EventDelivery extends AnyDelivery {
  target: 'event';
  type: EventType;
  at: Date;
  data: Readonly<Record<string, unknown>>;
}

/** Creates the transport that posts events to the operator's URL. */
export const createEventWebhook =
  (options: WebhookOptions): DeliveryTransport<EventDelivery> =>
  async ({ id, type, at, data }) => {
    await postSigned(options, id, { type, timestamp: at.toISOString(), data });
  };
