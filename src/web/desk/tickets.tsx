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
  messages: readonly DeskTicket[] | undefined;
  /** How many have no reply yet. */
  open: number;
  problem: string;
  look: () => Promise<void>;
}

/** Fetches messages for as long as the page shows them. */
export function useTickets(onSignedOut: () => void): TicketList {
  const [messages, setMessages] = useState<readonly DeskTicket[]>();
  const [problem, setProblem] = useState('');
  const look = async (): Promise<void> => {
    const answer = await api.messages();
    if (answer.ok) setMessages(answer.body);
    else if (answer.status === 401) onSignedOut();
    setProblem(answer.ok ? '' : answer.problem);
  };
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
  const open = (messages ?? []).filter(({ state }) => state === 'open').length;
  return { messages, open, problem, look };
}

/** The list of messages. */
export function Tickets({
  messages,
  open,
  chosen,
  choose,
}: Pick<TicketList, 'messages' | 'open'> & {
  chosen: string | undefined;
  choose: (reference: string) => void;
}) {
  const [showsClosed, setShowsClosed] = useState(false);
  const shown = (messages ?? []).filter(({ state }) => showsClosed || state !== 'closed');
  return (
    <section aria-labelledby="messages-title">
      <div class="list-head">
        <h2 id="messages-title">Messages</h2>
        <label class="check">
          <input type="checkbox" checked={showsClosed} onChange={() => setShowsClosed(!showsClosed)} />
          Show closed
        </label>
      </div>
      <p class="soft" role="status" translate={false}>
        {messages === undefined ? 'Loading…' : shown.length === 0 ? 'No open messages.' : `${open} open`}
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
