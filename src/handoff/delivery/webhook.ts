import type { Ticket } from '../ticket.ts';
import type { DeliveryTransport } from './delivery.ts';
import { signatureOf } from './signature.ts';
import { standardHeaders } from './standard-signature.ts';

const PATIENCE_MS = 15_000;

export interface WebhookOptions {
  url: string;
  /** Shared with the receiver, who verifies the signature with it. */
  secret: string;
  clock: () => Date;
  /** Defaults to `fetch`; tests pass their own. */
  send?: typeof fetch;
}

/** The ticket as receivers get it. */
const ticketJson = (ticket: Ticket): Record<string, unknown> => ({
  reference: ticket.reference,
  createdAt: ticket.createdAt.toISOString(),
  channel: ticket.channelId,
  conversationId: ticket.conversationId,
  name: ticket.name,
  email: ticket.email ?? null,
  message: ticket.text,
  subject: ticket.intent ?? null,
  models: ticket.models,
});

/**
 * Posts something signed to the operator's URL. Any status but 2xx counts as a failure.
 * @param id the same for every attempt
 */
export async function postSigned(
  { url, secret, clock, send = fetch }: WebhookOptions,
  id: string,
  content: object,
): Promise<void> {
  const body = JSON.stringify(content);
  const now = clock();
  const response = await send(url, {
    method: 'POST',
    redirect: 'error',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': id,
      'x-support-signature': signatureOf(body, secret, now),
      ...standardHeaders(id, body, secret, now),
    },
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The webhook answered ${response.status}.`);
}

/** Creates the transport that posts tickets to the operator's URL. */
export const createWebhook =
  (options: WebhookOptions): DeliveryTransport =>
  async ({ id, ticket }) => {
    await postSigned(options, id, { type: 'ticket.left', id, ticket: ticketJson(ticket) });
  };
