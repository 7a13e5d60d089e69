import type { ComponentChildren } from 'preact';
import type { DeskTicketDetail } from '#desk/ticket-wire.ts';
import type { OpenProps } from '../shell/view.ts';
import { shortTime } from '../times.ts';
import { channelName } from './channel-name.ts';
import { detailWords as words } from './words.ts';

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Facts({ ticket }: { ticket: DeskTicketDetail }) {
  const { reference, createdAt, email, channel, models, topic } = ticket;
  return (
    <dl class="ticket-facts">
      <Fact name={words.reference}>
        <span translate={false}>{reference}</span>
      </Fact>
      <Fact name={words.left}>{shortTime(createdAt)}</Fact>
      <Fact name={words.email}>
        {email === null ? words.noEmail : <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a>}
      </Fact>
      <Fact name={words.channel}>{channelName(channel)}</Fact>
      {models.length > 0 && <Fact name={words.models}>{models.join(', ')}</Fact>}
      {topic !== null && <Fact name={words.topic}>{topic}</Fact>}
    </dl>
  );
}

/** The column beside a message: what is known of it. */
export function TicketDetails({ client }: OpenProps) {
  const { value: ticket } = client.ticket.value;
  if (ticket === undefined) return null;
  return (
    <aside class="facts" aria-label={words.title}>
      <Facts ticket={ticket} />
    </aside>
  );
}
