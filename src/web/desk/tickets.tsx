import { useEffect, useState } from 'preact/hooks';
import type { DeskTicket } from '#desk/wire.ts';
import { plainName } from '#text/plain-name.ts';
import { api } from './api.ts';
import { shortTime } from './times.ts';

const INTERVAL_MS = 10_000;

const states = { open: 'Open', replied: 'Answered', closed: 'Closed' };

/** The messages that customers left, refreshed regularly. */
export interface TicketList {
  /** Undefined until they have loaded. */
  tickets: readonly DeskTicket[] | undefined;
  /** How many have no reply yet. */
  open: number;
  problem: string;
  refresh: () => Promise<void>;
}

/** Fetches tickets for as long as the page shows them. */
export function useTickets(onSignedOut: () => void): TicketList {
  const [tickets, setTickets] = useState<readonly DeskTicket[]>();
  const [problem, setProblem] = useState('');
  const refresh = async (): Promise<void> => {
    const answer = await api.tickets();
    if (answer.ok) setTickets(answer.body);
    else if (answer.status === 401) onSignedOut();
    setProblem(answer.ok ? '' : answer.problem);
  };
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
  const open = (tickets ?? []).filter(({ state }) => state === 'open').length;
  return { tickets, open, problem, refresh };
}

/** The list of tickets. */
export function Tickets({
  tickets,
  open,
  chosen,
  choose,
}: Pick<TicketList, 'tickets' | 'open'> & {
  chosen: string | undefined;
  choose: (reference: string) => void;
}) {
  const [showsClosed, setShowsClosed] = useState(false);
  const shown = (tickets ?? []).filter(({ state }) => showsClosed || state !== 'closed');
  return (
    <section aria-labelledby="tickets-title">
      <div class="list-head">
        <h2 id="tickets-title">Messages</h2>
        <label class="check">
          <input type="checkbox" checked={showsClosed} onChange={() => setShowsClosed(!showsClosed)} />
          Show closed
        </label>
      </div>
      <p class="soft" role="status" translate={false}>
        {tickets === undefined ? 'Loading…' : shown.length === 0 ? 'No open messages.' : `${open} open`}
      </p>
      <ul>
        {shown.map(({ reference, name, text: words, createdAt, state, undelivered }) => (
          <li key={reference}>
            <button
              type="button"
              class="item"
              aria-current={reference === chosen}
              onClick={() => choose(reference)}
            >
              <span class="item-head">
                <strong dir="auto" translate={false}>
                  {plainName(name)}
                </strong>
                <span class={`state ${state}`}>{states[state]}</span>
              </span>
              <span class="item-words" dir="auto">
                {words}
              </span>
              <span class="soft">
                {reference} · {shortTime(createdAt)}
                {undelivered.length > 0 && ` · not delivered: ${undelivered.join(', ')}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
