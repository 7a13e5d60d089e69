import type { DeskTicketDetail } from '#desk/ticket-wire.ts';
import { Fact } from '../customer/customer-facts.tsx';
import type { OpenProps } from '../shell/view.ts';
import { shortTime } from '../times.ts';
import { channelName } from './channel-name.ts';
import { detailWords as words } from './words.ts';

function Facts({ ticket }: { ticket: DeskTicketDetail }) {
  const { reference, createdAt, email, channel, models, topic } = ticket;
  return (
    <dl class="customer-facts">
      <Fact term={words.reference}>
        <span translate={false}>{reference}</span>
      </Fact>
      <Fact term={words.left}>{shortTime(createdAt)}</Fact>
      <Fact term={words.email}>
        {email === null ? words.noEmail : <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a>}
      </Fact>
      <Fact term={words.channel}>{channelName(channel)}</Fact>
      {models.length > 0 && <Fact term={words.models}>{models.join(', ')}</Fact>}
      {topic !== null && <Fact term={words.topic}>{topic}</Fact>}
    </dl>
  );
}

/** The column next to a message, with its details. */
export function TicketDetails({ client }: OpenProps) {
  const { value: ticket } = client.ticket.value;
  if (ticket === undefined) return null;
  return (
    <aside class="facts" aria-label={words.title}>
      <Facts ticket={ticket} />
    </aside>
  );
}
