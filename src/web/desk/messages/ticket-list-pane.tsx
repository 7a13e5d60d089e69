import type { DeskTicket, DeskTicketView } from '#desk/ticket-wire.ts';
import { plainName } from '#text/plain-name.ts';
import type { TicketList } from '../client/ticket-list.ts';
import { Row } from '../parts/row.tsx';
import { hrefOf } from '../shell/router.ts';
import type { ViewProps } from '../shell/view.ts';
import { listTime, shortTime } from '../times.ts';
import { channelName } from './channel-name.ts';
import { listWords as words, stateWords } from './words.ts';

const views: readonly DeskTicketView[] = ['open', 'mine', 'all'];

/** The switch between the lists, with the number of messages in each. */
function Views({ list }: { list: TicketList }) {
  const counts: Partial<Record<DeskTicketView, number | undefined>> = {
    open: list.open.value,
    mine: list.mine.value,
  };
  return (
    <div class="segments" role="group" aria-label={words.views}>
      {views.map((view) => (
        <button
          key={view}
          type="button"
          class="segment"
          aria-pressed={view === list.view.value}
          onClick={() => list.show(view)}
        >
          {words.view[view]}{' '}
          {(counts[view] ?? 0) > 0 && (
            <span class="segment-count" translate={false}>
              {counts[view]}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

function TicketRow({ ticket, href, isCurrent, isUnread }: TicketRowProps) {
  const { reference, name, text, createdAt, state, assignee, channel, undelivered } = ticket;
  return (
    <Row
      href={href}
      isCurrent={isCurrent}
      name={plainName(name)}
      avatarId={reference}
      end={
        <time class="soft" dateTime={createdAt} title={shortTime(createdAt)}>
          {listTime(createdAt)}
        </time>
      }
      words={text}
    >
      {isUnread && <span class="badge">{words.unread}</span>}
      <span class={`pill ${state}`}>{stateWords[state]}</span>
      {undelivered.length > 0 && <span class="pill danger">{words.undelivered}</span>}
      {assignee !== null && (
        <span class="pill" dir="auto" translate={false}>
          {assignee.name}
        </span>
      )}
      <span class="soft">{channelName(channel)}</span>
    </Row>
  );
}

interface TicketRowProps {
  ticket: DeskTicket;
  href: string;
  isCurrent: boolean;
  isUnread: boolean;
}

/** The lists of messages: those without a reply, the agent's own, and all. */
export function TicketListPane({ client: { tickets: list }, view, reference: current }: ViewProps) {
  const { value: tickets } = list.tickets;
  const summary =
    tickets === undefined ? words.loading : tickets.length === 0 ? words.empty[list.view.value] : '';
  return (
    <>
      <div class="list-head">
        <h2>{words.title}</h2>
      </div>
      <Views list={list} />
      <p class="list-summary soft" role="status">
        {list.problem.value || summary}
      </p>
      <ul>
        {tickets?.map((ticket) => (
          <TicketRow
            key={ticket.reference}
            ticket={ticket}
            href={hrefOf(view, ticket.reference)}
            isCurrent={ticket.reference === current}
            isUnread={list.isUnread(ticket)}
          />
        ))}
      </ul>
      {list.hasMore.value && (
        <p class="list-more">
          <button type="button" class="quiet" onClick={() => list.showMore()}>
            {words.more}
          </button>
        </p>
      )}
    </>
  );
}
