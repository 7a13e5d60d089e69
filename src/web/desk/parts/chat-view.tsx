import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskChatDetail, DeskOutcome } from '#desk/wire.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { ChatFacts } from './chat-facts.tsx';
import { Composer } from '../composer/composer.tsx';
import { customerOf } from './queue.tsx';
import { TranscriptView } from './transcript-view.tsx';
import { TransferForm } from './transfer-form.tsx';

/** Isolates a name, so that its writing direction does not affect the sentence. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

/** One chat: its transcript, facts about the customer, and the agent's actions. */
export function ChatView({ reference, client }: { reference: string; client: DeskClient }) {
  const [detail, setDetail] = useState<DeskChatDetail>();
  const [outcome, setOutcome] = useState<DeskOutcome>('solved');
  const [showsTransfer, setShowsTransfer] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const stream = client.streamOf(reference);

  const look = async (): Promise<void> => {
    const answer = await api.chat(reference);
    if (answer.ok) setDetail(answer.body);
    else client.tell(answer.problem);
  };
  const { waiting = [], connected = [], agents = [] } = client.state.value ?? {};
  const listed = [...waiting, ...connected].find((chat) => chat.reference === reference);
  // Every state update says who has the chat and which tags it carries.
  const version = JSON.stringify([listed, agents.length]);
  useEffect(() => void look(), [version]);
  const isPresent = detail !== undefined;
  useEffect(() => {
    if (isPresent) heading.current?.focus();
  }, [isPresent]);
  if (detail === undefined)
    return (
      <p class="middle soft" role="status">
        Loading…
      </p>
    );

  const shown = { ...detail, ...listed };
  const { agent } = shown;
  const state = listed?.state ?? 'closed';
  const isMine = state === 'connected' && agent?.id === client.me.id;
  const maySpeak = isMine || (state === 'connected' && client.me.role === 'supervisor');
  const customer = customerOf(shown);
  const { messages } = stream.transcript.value;
  const lastWords = messages.findLast(({ from }) => from === 'visitor')?.text ?? '';
  const outgoing = client.outbox.entries.value.filter((each) => each.reference === reference);
  const act = async (answering: ReturnType<typeof api.transfer>): Promise<void> => {
    const answer = await answering;
    client.tell(answer.ok ? '' : answer.problem);
    if (answer.ok) client.choose(undefined);
  };
  return (
    <section class="view chat" aria-label={customer}>
      <div class="view-head">
        <button type="button" class="quiet back" onClick={() => client.choose(undefined)}>
          Back
        </button>
        <h2 tabIndex={-1} ref={heading} dir="auto" translate={false}>
          {customer}
        </h2>
        {state === 'waiting' && (
          <button type="button" class="button small" onClick={() => void client.claim(reference)}>
            Claim
          </button>
        )}
        {maySpeak && !isMine && (
          <button
            type="button"
            class="quiet"
            onClick={() => void client.claim(reference, { takeOver: true })}
          >
            Take over
          </button>
        )}
        {maySpeak && (
          <>
            <button
              type="button"
              class="quiet"
              aria-expanded={showsTransfer}
              onClick={() => setShowsTransfer(!showsTransfer)}
            >
              Transfer
            </button>
            <button
              type="button"
              class="quiet"
              onClick={() => void act(api.transfer(reference, { to: 'bot' }, ''))}
            >
              Return to bot
            </button>
            <select
              aria-label="RequestOutcome"
              value={outcome}
              onChange={({ currentTarget }) => setOutcome(currentTarget.value as DeskOutcome)}
            >
              <option value="solved">Solved</option>
              <option value="follow-up">Needs follow-up</option>
              <option value="unsolved">Not solved</option>
            </select>
            <button type="button" class="quiet" onClick={() => void act(api.closeChat(reference, outcome))}>
              Close chat
            </button>
          </>
        )}
      </div>
      {showsTransfer && maySpeak && (
        <TransferForm client={client} reference={reference} onDone={() => client.choose(undefined)} />
      )}
      <div class="chat-columns">
        <div class="chat-main">
          <TranscriptView messages={messages} customer={{ name: customer, userId: detail.userId }}>
            {outgoing.map(({ clientId, text, files, problem }) => (
              <div key={clientId} class="said agent sending">
                <div class="bubble">
                  <p class="plain">{[text, ...files.map(({ name }) => name)].join('\n')}</p>
                </div>
                <p class={problem === '' ? 'soft' : 'problem'}>
                  {problem === '' ? 'Sending…' : `Not sent: ${problem} `}
                  {problem !== '' && (
                    <button type="button" class="quiet" onClick={() => client.outbox.discard(clientId)}>
                      Discard
                    </button>
                  )}
                </p>
              </div>
            ))}
          </TranscriptView>
          <p class="soft typing" role="status" translate={false}>
            {stream.isTyping.value
              ? `${isolated(customer)} is typing…`
              : state === 'closed'
                ? 'This chat is closed.'
                : state === 'connected' && !isMine
                  ? `${agent?.name ?? 'A colleague'} has this chat.`
                  : ''}
          </p>
          {maySpeak && (
            <Composer
              key={reference}
              client={client}
              detail={detail}
              customer={customer}
              lastWords={lastWords}
            />
          )}
        </div>
        <ChatFacts client={client} detail={{ ...shown, notes: detail.notes }} onChanged={() => void look()} />
      </div>
    </section>
  );
}
