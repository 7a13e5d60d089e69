import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DeskOutcome } from '#desk/wire.ts';
import { api } from '../api.ts';
import { customerOf } from '../inbox/chat-summary.ts';
import { Composer } from '../composer/composer.tsx';
import { TranscriptView } from '../parts/transcript-view.tsx';
import { TransferForm } from '../parts/transfer-form.tsx';
import { Icon } from '../shell/icon.tsx';
import type { OpenProps } from '../shell/view.ts';
import { shellWords } from '../words.ts';

/** Isolates a name, so that its writing direction does not affect the sentence. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

/** One chat: its transcript, facts about the customer, and the agent's actions. */
export function ChatDetailView({ client, view, reference }: OpenProps) {
  const [outcome, setOutcome] = useState<DeskOutcome>('solved');
  const [showsTransfer, setShowsTransfer] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const stream = client.streamOf(reference);

  useLayoutEffect(() => {
    client.open(reference);
    // Going from one chat to another, the next one is open by then.
    return () => queueMicrotask(() => client.opened.peek() === reference && client.open(undefined));
  }, []);
  const { waiting = [], connected = [] } = client.state.value ?? {};
  const listed = [...waiting, ...connected].find((chat) => chat.reference === reference);
  const detail = client.detail.value.value;
  const isPresent = detail !== undefined;
  useEffect(() => {
    if (isPresent) heading.current?.focus();
  }, [isPresent]);
  if (detail === undefined)
    return (
      <p class="middle soft" role="status">
        {client.detail.problem.value || 'Loading…'}
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
    if (answer.ok) client.router.go(view);
  };
  return (
    <section class="view chat" aria-label={customer}>
      <div class="view-head">
        <button type="button" class="quiet back" onClick={() => client.router.go(view)}>
          Back
        </button>
        <h2 tabIndex={-1} ref={heading} dir="auto" translate={false}>
          {customer}
        </h2>
        <button
          type="button"
          class="icon-button aside-button"
          aria-label={shellWords.aside}
          title={shellWords.aside}
          aria-expanded={client.showsAside.value}
          onClick={() => (client.showsAside.value = !client.showsAside.value)}
        >
          <Icon name="aside" />
        </button>
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
        <TransferForm client={client} reference={reference} onDone={() => client.router.go(view)} />
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
      </div>
    </section>
  );
}
