import type { AnyDelivery, DeliveryTransport } from './delivery.ts';
import { type MailOptions, transportTo } from './mail.ts';

/** A conversation's transcript on its way to a mailbox, leased by one process. */
export interface TranscriptDelivery extends AnyDelivery {
  target: 'transcript';
  conversationId: string;
  email: string;
  /** The origin of the page on which a visitor asked for it; agents' requests have none. */
  site: string | undefined;
}

/** Reads a conversation as text; undefined if it no longer exists. */
export type ReadTranscriptText = (conversationId: string) => Promise<string | undefined>;

/** Creates the transport that mails transcripts. Replies to such a mail go to support. */
export function createTranscriptMail(
  { url, from, to }: MailOptions,
  readText: ReadTranscriptText,
): DeliveryTransport<TranscriptDelivery> {
  const transport = transportTo(url);
  return async ({ id, conversationId, email, site }) => {
    const text = await readText(conversationId);
    // The conversation was erased a moment ago, and this delivery with it.
    if (text === undefined) return;
    try {
      await (
        await transport()
      ).sendMail({
        from,
        to: email,
        replyTo: to,
        subject: 'Your conversation with support',
        text: site === undefined ? text : `${askedOn(site)}\n\n${text}`,
        messageId: `<${id}@support-bot>`,
      });
    } catch (error) {
      // The server's own words repeat the address, which must not get into the log.
      // oxlint-disable-next-line eslint/preserve-caught-error
      throw new Error(`The mail server did not accept it (${codesIn(error)}).`);
    }
  };
}

/** Tells an unsuspecting recipient who asked for the copy. */
const askedOn = (site: string): string =>
  `Someone using the support chat on ${site} asked us to send a copy of their conversation to this address. If that wasn't you, they probably mistyped their own address, and you can ignore this message.`;

function codesIn(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const codes = [code, responseCode].filter((each) => typeof each === 'string' || typeof each === 'number');
  return codes.length === 0 ? 'no code' : codes.join(' ');
}
