import { Readable } from 'node:stream';
import { lazy } from '#lazy.ts';
import type { Ticket } from '../ticket.ts';
import type { DeliveryTransport } from './delivery.ts';

const PATIENCE_MS = 30_000;

export interface MailOptions {
  /** `smtp://` or `smtps://`, with user and password if the server requires them. */
  url: string;
  from: string;
  to: string;
}

/** Creates a connection to a mail server that times out after half a minute; the library is loaded on first use. */
export const transportTo = (url: string) =>
  lazy(async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
    });
  });

/** Signs in to a mail server without sending anything. @throws nodemailer's error, with its `code` */
export async function tryMailServer(url: string): Promise<void> {
  const transport = await transportTo(url)();
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

const bodyOf = (ticket: Ticket): string =>
  [
    ticket.text,
    '',
    '-- ',
    `Reference: ${ticket.reference}`,
    `From: ${ticket.name}${ticket.email === undefined ? ' (no e-mail address; reply in the chat)' : ` <${ticket.email}>`}`,
    `Sent: ${ticket.createdAt.toISOString()}`,
    `Channel: ${ticket.channelId}`,
    `Conversation: ${ticket.conversationId}`,
    ...(ticket.intent === undefined ? [] : [`Subject: ${ticket.intent}`]),
    ...(ticket.models.length === 0 ? [] : [`Models: ${ticket.models.join(', ')}`]),
  ].join('\n');

/** The content of a stored file, piece by piece. */
type ReadFile = (id: string) => AsyncIterable<Uint8Array>;

/**
 * Creates the transport that mails an agent's reply to the customer, with its files attached; "Reply" in their mail
 * program goes to support.
 */
export function createReplyMail({ url, from, to }: MailOptions, readFile: ReadFile): DeliveryTransport {
  const transport = transportTo(url);
  return async ({ id, ticket, reply }) => {
    if (ticket.email === undefined || reply === undefined)
      throw new Error('The ticket has no reply or no e-mail address, so there is nothing to mail.');
    await (
      await transport()
    ).sendMail({
      from,
      to: { name: ticket.name, address: ticket.email },
      replyTo: to,
      subject: `Your message to support, reference ${ticket.reference}`,
      text: [
        reply.text || 'Please see the attachment.',
        '',
        reply.agentName,
        '',
        ...ticket.text.split('\n').map((line) => `> ${line}`),
      ].join('\n'),
      attachments: (reply.files ?? []).map((file) => ({
        filename: file.name,
        contentType: file.contentType,
        content: Readable.from(readFile(file.id)),
      })),
      messageId: `<${id}@support-bot>`,
    });
  };
}

/** Creates the transport that mails tickets as plain text; "Reply" in the mail program goes to the customer. */
export function createMail({ url, from, to }: MailOptions): DeliveryTransport {
  const transport = transportTo(url);
  return async ({ id, ticket }) => {
    await (
      await transport()
    ).sendMail({
      from,
      to,
      ...(ticket.email === undefined ? {} : { replyTo: { name: ticket.name, address: ticket.email } }),
      subject: `Support request ${ticket.reference}`,
      text: bodyOf(ticket),
      // The same for every attempt, so that mail programs show a repeat only once.
      messageId: `<${id}@support-bot>`,
    });
  };
}
