import { useRef } from 'preact/hooks';
import type { DeskTicketDetail } from '#desk/ticket-wire.ts';
import { plainName } from '#text/plain-name.ts';
import { api } from '../api.ts';
import { newClientId } from '../client/client-id.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { Composer, type WrittenReply } from '../composer/composer.tsx';
import { replyWords as words } from './words.ts';

/** An id for each reply: the same while nothing of it changes, so that the server stores a repeated one once. */
function useClientId(): (reply: WrittenReply) => string {
  const last = useRef({ written: '', id: '' });
  return ({ text, files }) => {
    const written = JSON.stringify([text, files.map(({ name, size }) => [name, size])]);
    if (last.current.written !== written) last.current = { written, id: newClientId() };
    return last.current.id;
  };
}

interface TicketComposerProps {
  client: DeskClient;
  ticket: DeskTicketDetail;
  /** The customer's last message. */
  lastWords: string;
}

/** Where an agent replies to a message. */
export function TicketComposer({ client, ticket, lastWords }: TicketComposerProps) {
  const clientIdOf = useClientId();
  const { reference, repliesBy } = ticket;
  const send = (reply: WrittenReply): Promise<boolean> => {
    const { text, textFormat, files } = reply;
    const said = { text, textFormat, clientId: clientIdOf(reply) };
    return client.ticket.settle(api.replyToTicket(reference, said, files));
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
