import { useEffect, useState } from 'preact/hooks';
import type { DeskAgent, DeskTicket } from '../../desk/wire.ts';
import { api } from './api.ts';
import { Audit } from './audit.tsx';
import { MessageView } from './message-view.tsx';
import { shortTime } from './times.ts';

const LOOK_MS = 10_000;

const states = { open: 'Open', answered: 'Answered', closed: 'Closed' };

/** All that an agent sees: the messages that customers left, and the one that is looked at. */
export function Messages({ agent, onSignedOut }: { agent: DeskAgent; onSignedOut: () => void }) {
  const [messages, setMessages] = useState<readonly DeskTicket[]>();
  const [problem, setProblem] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [showsClosed, setShowsClosed] = useState(false);
  const [showsAudit, setShowsAudit] = useState(false);

  const look = async (): Promise<void> => {
    const answer = await api.messages();
    if (answer.ok) setMessages(answer.body);
    else if (answer.status === 401) onSignedOut();
    setProblem(answer.ok ? '' : answer.problem);
  };
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, []);

  const shown = (messages ?? []).filter(({ state }) => showsClosed || state !== 'closed');
  const waiting = (messages ?? []).filter(({ state }) => state === 'open').length;
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Support desk` : 'Support desk';
  }, [waiting]);
  const leave = (everywhere: boolean) => async (): Promise<void> => {
    await (everywhere ? api.signOutEverywhere() : api.signOut());
    onSignedOut();
  };
  return (
    <div class={`desk ${chosen === undefined ? '' : 'has-chosen'}`}>
      <header class="top">
        <h1>Support desk</h1>
        <p class="soft">{agent.name}</p>
        {agent.role === 'supervisor' && (
          <button
            type="button"
            class="quiet"
            aria-expanded={showsAudit}
            onClick={() => setShowsAudit(!showsAudit)}
          >
            Who did what
          </button>
        )}
        <button type="button" class="quiet" onClick={() => void leave(false)()}>
          Sign out
        </button>
        <button type="button" class="quiet" onClick={() => void leave(true)()}>
          Sign out everywhere
        </button>
      </header>
      <p class="problem" role="alert">
        {problem}
      </p>
      {showsAudit && <Audit />}
      <main class="columns">
        <nav class="list" aria-label="Messages">
          <div class="list-head">
            <h2>Messages</h2>
            <label class="check">
              <input type="checkbox" checked={showsClosed} onChange={() => setShowsClosed(!showsClosed)} />
              Closed as well
            </label>
          </div>
          <p class="soft" role="status">
            {messages === undefined ? 'Loading…' : shown.length === 0 ? 'Nothing waits.' : `${waiting} open`}
          </p>
          <ul>
            {shown.map(({ reference, name, words, createdAt, state, undelivered }) => (
              <li key={reference}>
                <button
                  type="button"
                  class="item"
                  aria-current={reference === chosen}
                  onClick={() => setChosen(reference)}
                >
                  <span class="item-head">
                    <strong>{name}</strong>
                    <span class={`state ${state}`}>{states[state]}</span>
                  </span>
                  <span class="item-words">{words}</span>
                  <span class="soft">
                    {reference} · {shortTime(createdAt)}
                    {undelivered.length > 0 && ` · not delivered: ${undelivered.join(', ')}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </nav>
        {chosen === undefined ? (
          <p class="middle soft">Choose a message to read and answer it.</p>
        ) : (
          <MessageView
            key={chosen}
            reference={chosen}
            onChanged={() => void look()}
            onBack={() => setChosen(undefined)}
          />
        )}
      </main>
    </div>
  );
}
