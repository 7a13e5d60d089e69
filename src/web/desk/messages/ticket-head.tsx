import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { DeskTicketDetail } from '#desk/ticket-wire.ts';
import { plainName } from '#text/plain-name.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { Icon } from '../shell/icon.tsx';
import { AssigneeMenu } from './assignee-menu.tsx';
import { stateWords, ticketWords as words } from './words.ts';

/** Closes or reopens a ticket; right after closing, one press undoes it. */
function CloseButton({ client, ticket }: { client: DeskClient; ticket: DeskTicketDetail }) {
  const [isJustClosed, setJustClosed] = useState(false);
  const { reference, state } = ticket;
  const close = async (): Promise<void> =>
    setJustClosed(await client.ticket.settle(api.closeTicket(reference)));
  const reopen = async (): Promise<void> => {
    await client.ticket.settle(api.reopenTicket(reference));
    setJustClosed(false);
  };
  const isClosed = state === 'closed';
  return (
    <>
      <span role="status" class="soft">
        {isClosed && isJustClosed && words.closed}
      </span>
      <button type="button" class="quiet" onClick={() => void (isClosed ? reopen() : close())}>
        {isClosed ? (isJustClosed ? words.undo : words.reopen) : words.close}
      </button>
    </>
  );
}

/** Who left the message, its state, and its actions. */
export function TicketHead({
  client,
  view,
  ticket,
  heading,
}: {
  client: DeskClient;
  view: string;
  ticket: DeskTicketDetail;
  heading: RefObject<HTMLHeadingElement | null>;
}) {
  return (
    <div class="talk-head">
      <button
        type="button"
        class="icon-button back"
        aria-label={words.back}
        title={words.back}
        onClick={() => client.router.go(view)}
      >
        <Icon name="back" />
      </button>
      <div class="talk-who">
        <h2 tabIndex={-1} ref={heading} dir="auto" translate={false}>
          {plainName(ticket.name)}
        </h2>
        <p>
          <span class={`pill ${ticket.state}`}>{stateWords[ticket.state]}</span>
        </p>
      </div>
      <button
        type="button"
        class="icon-button aside-button"
        aria-label={words.details}
        title={words.details}
        aria-expanded={client.showsAside.value}
        onClick={() => {
          client.showsAside.value = !client.showsAside.value;
        }}
      >
        <Icon name="aside" />
      </button>
      <AssigneeMenu client={client} ticket={ticket} />
      <CloseButton client={client} ticket={ticket} />
    </div>
  );
}
