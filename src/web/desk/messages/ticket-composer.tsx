import { useState } from 'preact/hooks';
import type { DeskTicketDetail } from '#desk/ticket-wire.ts';
import { plainName } from '#text/plain-name.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { Composer } from '../composer/composer.tsx';
import type { WrittenReply } from '../composer/use-sending.ts';
import { createReplyIds } from './reply-ids.ts';
import { replyWords as words } from './words.ts';

interface TicketComposerProps {
  client: DeskClient;
  ticket: DeskTicketDetail;
  /** The customer's last message. */
  lastWords: string;
}

/** Where an agent replies to a message. */
export function TicketComposer({ client, ticket, lastWords }: TicketComposerProps) {
  const [ids] = useState(createReplyIds);
  const { reference, repliesBy } = ticket;
  const send = async (reply: WrittenReply): Promise<boolean> => {
    const { text, textFormat, files } = reply;
    const said = { text, textFormat, clientId: ids.of(reply) };
    const isTaken = await client.ticket.settle(api.replyToTicket(reference, said, files));
    if (isTaken) ids.taken();
    return isTaken;
  };
  return (
    <Composer
      client={client}
      reference={reference}
      customer={plainName(ticket.name)}
      lastWords={lastWords}
      onSend={send}
      hint={words.how[repliesBy.join()] ?? ''}
    />
  );
}
