import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DeskTicketDetail } from '#desk/ticket-wire.ts';
import { plainName } from '#text/plain-name.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { NoteForm } from '../conversation/note-form.tsx';
import { WriteArea } from '../conversation/write-area.tsx';
import { TranscriptView } from '../parts/transcript-view.tsx';
import type { OpenProps } from '../shell/view.ts';
import { TicketHead } from './ticket-head.tsx';
import { TicketComposer } from './ticket-composer.tsx';
import { listWords, replyWords, ticketWords as words } from './words.ts';

function OpenTicket({
  client,
  view,
  ticket,
}: {
  client: DeskClient;
  view: string;
  ticket: DeskTicketDetail;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const name = plainName(ticket.name);
  const { messages } = client.streamOf(ticket.reference).transcript.value;
  const maySpeak = ticket.repliesBy.length > 0;
  const lastWords = messages.findLast(({ from }) => from === 'visitor')?.text ?? ticket.text;
  return (
    <section class="talk ticket" aria-label={name}>
      <TicketHead client={client} view={view} ticket={ticket} heading={heading} />
      {ticket.undelivered.length > 0 && <p class="problem">{words.undelivered(ticket.undelivered)}</p>}
      <blockquote class="ticket-text" dir="auto" aria-label={words.message}>
        {ticket.text}
      </blockquote>
      <TranscriptView messages={messages} notes={ticket.notes} customer={{ name, userId: ticket.userId }} />
      <p class="problem" role="alert">
        {client.ticket.failure.value}
      </p>
      {!maySpeak && <p class="soft ticket-hint">{replyWords.impossible}</p>}
      <WriteArea
        maySpeak={maySpeak}
        composer={<TicketComposer client={client} ticket={ticket} lastWords={lastWords} />}
        note={
          <NoteForm
            drafts={client.drafts}
            reference={ticket.reference}
            onAdd={({ reference, ...note }) => client.ticket.settle(api.noteOnTicket(reference, note))}
          />
        }
      />
    </section>
  );
}

/** A message that a customer left: its actions, its text, the conversation around it, and the reply. */
export function TicketPane({ client, view, reference }: OpenProps) {
  const { ticket } = client;
  useLayoutEffect(() => {
    ticket.open(reference);
    // On the way from one ticket to another, the next one is already open by then.
    return () => queueMicrotask(() => ticket.opened.peek() === reference && ticket.open(undefined));
  }, []);
  const { value } = ticket.value;
  if (value === undefined)
    return (
      <p class="middle soft" role="status">
        {ticket.problem.value || listWords.loading}
      </p>
    );
  return <OpenTicket client={client} view={view} ticket={value} />;
}
