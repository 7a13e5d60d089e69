import { useState } from 'preact/hooks';
import { plainName } from '#text/plain-name.ts';
import { Row } from '../parts/row.tsx';
import { hrefOf } from '../shell/router.ts';
import type { ViewProps } from '../shell/view.ts';
import { shortTime } from '../times.ts';

const states = { open: 'Open', replied: 'Answered', closed: 'Closed' };

/** The messages that customers left. */
export function Tickets({ client: { tickets }, view, reference: chosen }: ViewProps) {
  const [showsClosed, setShowsClosed] = useState(false);
  const { value: messages } = tickets.tickets;
  const shown = (messages ?? []).filter(({ state }) => showsClosed || state !== 'closed');
  return (
    <>
      <div class="list-head">
        <h2>Messages</h2>
        <label class="check">
          <input type="checkbox" checked={showsClosed} onChange={() => setShowsClosed(!showsClosed)} />
          Show closed
        </label>
      </div>
      <p class="list-summary soft" role="status" translate={false}>
        {messages === undefined
          ? 'Loading…'
          : shown.length === 0
            ? 'No open messages.'
            : `${tickets.open.value ?? 0} open`}
      </p>
      <ul>
        {shown.map(({ reference, name, text, createdAt, state, undelivered }) => (
          <Row
            key={reference}
            href={hrefOf(view, reference)}
            isCurrent={reference === chosen}
            name={plainName(name)}
            avatarId={reference}
            end={<span class={`pill state ${state}`}>{states[state]}</span>}
            words={text}
          >
            <span class="soft">
              {reference} · {shortTime(createdAt)}
              {undelivered.length > 0 && ` · not delivered: ${undelivered.join(', ')}`}
            </span>
          </Row>
        ))}
      </ul>
    </>
  );
}
