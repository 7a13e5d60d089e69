import { useEffect, useMemo, useState } from 'preact/hooks';
import type { DeskAgent, DeskAvailability } from '#desk/wire.ts';
import { api } from './api.ts';
import { Audit } from './audit.tsx';
import { createDeskClient, type DeskClient } from './client/desk-client.ts';
import { TicketView } from './ticket-view.tsx';
import { Tickets, useTickets } from './tickets.tsx';
import { Chats } from './parts/chats.tsx';
import { ChatView } from './parts/chat-view.tsx';
import { Queue } from './parts/queue.tsx';
import { Shortcuts } from './parts/shortcuts.tsx';
import { TeamsLink } from './parts/teams-link.tsx';

function Head({
  client,
  showsAudit,
  toggleAudit,
  leave,
}: {
  client: DeskClient;
  showsAudit: boolean;
  toggleAudit: () => void;
  leave: (everywhere: boolean) => void;
}) {
  const { me, alerts } = client;
  const availability = client.availability();
  return (
    <header class="top">
      <h1>Support desk</h1>
      <p class="soft">{me.name}</p>
      <select
        aria-label="My status"
        disabled={availability === undefined}
        value={availability ?? ''}
        onChange={({ currentTarget }) => client.setAvailability(currentTarget.value as DeskAvailability)}
      >
        {availability === undefined && <option value="">…</option>}
        <option value="available">Available</option>
        <option value="busy">Busy</option>
        <option value="away">Away</option>
      </select>
      <button
        type="button"
        class="quiet"
        aria-pressed={alerts.isOn.value}
        onClick={() => alerts.setOn(!alerts.isOn.value)}
      >
        Sound
      </button>
      <Shortcuts client={client} />
      <TeamsLink />
      {me.role === 'supervisor' && (
        <button type="button" class="quiet" aria-expanded={showsAudit} onClick={toggleAudit}>
          Audit log
        </button>
      )}
      <button type="button" class="quiet" onClick={() => leave(false)}>
        Sign out
      </button>
      <button type="button" class="quiet" onClick={() => leave(true)}>
        Sign out everywhere
      </button>
    </header>
  );
}

/** What the agent has open. */
function Before({ client, onChanged }: { client: DeskClient; onChanged: () => void }) {
  const chosen = client.chosen.value;
  if (chosen === undefined) return <p class="middle soft">Select a chat or a message.</p>;
  if (chosen.kind === 'chat')
    return <ChatView key={chosen.reference} reference={chosen.reference} client={client} />;
  return (
    <TicketView
      key={chosen.reference}
      reference={chosen.reference}
      drafts={client.drafts}
      onChanged={onChanged}
      onBack={() => client.choose(undefined)}
    />
  );
}

/** The agent's whole workplace: the queue, their chats, the messages that customers left, and what they have open. */
export function Shell({ agent, onSignedOut }: { agent: DeskAgent; onSignedOut: () => void }) {
  const client = useMemo(() => createDeskClient(agent, onSignedOut), [agent]);
  const tickets = useTickets(onSignedOut);
  const [showsAudit, setShowsAudit] = useState(false);
  useEffect(() => () => client.close(), [client]);

  const waiting = (client.state.value?.waiting.length ?? 0) + tickets.open;
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Support desk` : 'Support desk';
  }, [waiting]);
  const leave = async (everywhere: boolean): Promise<void> => {
    await (everywhere ? api.signOutEverywhere() : api.signOut());
    onSignedOut();
  };
  const problem = client.problem.value || tickets.problem;
  const isLost = client.isLost.value;
  return (
    <div class={`desk ${client.chosen.value === undefined ? '' : 'has-chosen'}`}>
      <Head
        client={client}
        showsAudit={showsAudit}
        toggleAudit={() => setShowsAudit(!showsAudit)}
        leave={(everywhere) => void leave(everywhere)}
      />
      <p class="problem" role="alert">
        {isLost
          ? 'Connection lost, so this page may be out of date. The desk keeps reconnecting and will then send what you write.'
          : problem}
      </p>
      {showsAudit && <Audit />}
      <main class="columns">
        <nav class="list" aria-label="Chats and messages">
          <Queue client={client} />
          <Chats client={client} />
          <Tickets
            {...tickets}
            chosen={client.chosen.value?.kind === 'ticket' ? client.chosen.value.reference : undefined}
            choose={(reference) => client.choose({ kind: 'ticket', reference })}
          />
        </nav>
        <Before client={client} onChanged={() => void tickets.refresh()} />
      </main>
    </div>
  );
}
