import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskTicketDetail } from '#desk/wire.ts';
import { plainName } from '#text/plain-name.ts';
import { isSendKey } from '#web/common/keys.ts';
import type { Activity } from '#web/widget/client/activity.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { emptyTranscript, withActivity } from '#web/widget/client/transcript.ts';
import { isTooLong, Room } from '#web/widget/panel/parts/room.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { api } from '../api.ts';
import type { Drafts } from '../client/drafts.ts';
import { useDraft } from '../parts/draft.ts';
import { TranscriptView } from '../parts/transcript-view.tsx';
import { shortTime } from '../times.ts';

const INTERVAL_MS = 5000;

/** The conversation's messages, in the form that the customer's chat uses too. */
const messagesIn = ({ activities, userId }: DeskTicketDetail): readonly MessageEntry[] =>
  activities.reduce<typeof emptyTranscript>(
    (transcript, activity) => withActivity(transcript, activity as Activity, userId),
    emptyTranscript,
  ).messages;

/** How a reply reaches the customer. */
const hows: Record<string, string> = {
  chat: 'in the chat',
  'e-mail': 'by e-mail',
  'chat,e-mail': 'in the chat and by e-mail',
};

export interface TicketViewProps {
  reference: string;
  drafts: Drafts;
  /** Called after a change. */
  onChanged: () => void;
  onBack: () => void;
}

/** A ticket: the customer's details, the conversation around it, and the reply. */
export function TicketView({ reference, drafts, onChanged, onBack }: TicketViewProps) {
  const [detail, setDetail] = useState<DeskTicketDetail>();
  const [problem, setProblem] = useState('');
  const [text, setText] = useDraft(drafts, `ticket ${reference}`);
  const [isBusy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  /** The same for each attempt to send this text. */
  const clientId = useRef('');

  const look = async (): Promise<void> => {
    const answer = await api.ticket(reference);
    if (answer.ok) setDetail(answer.body);
    setProblem(answer.ok ? '' : answer.problem);
  };
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);
  const isPresent = detail !== undefined;
  useEffect(() => heading.current?.focus(), [isPresent]);

  if (detail === undefined)
    return (
      <p class="middle soft" role="status">
        {problem === '' ? 'Loading…' : problem}
      </p>
    );
  const canSend = text.trim() !== '' && !isTooLong(text);
  const name = plainName(detail.name);
  const { email, text: words, models, topic, channel, createdAt, state, repliesBy } = detail;
  const send = async (): Promise<void> => {
    if (!canSend || isBusy) return;
    setBusy(true);
    clientId.current ||= crypto.getRandomValues(new Uint32Array(4)).join('-');
    const answer = await api.reply(reference, { text, clientId: clientId.current });
    setBusy(false);
    setProblem(answer.ok ? '' : answer.problem);
    if (!answer.ok) return;
    clientId.current = '';
    setText('');
    onChanged();
    await look();
  };
  const close = async (): Promise<void> => {
    const answer = await api.close(reference);
    setProblem(answer.ok ? '' : answer.problem);
    if (!answer.ok) return;
    onChanged();
    onBack();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    void send();
  };
  return (
    <section class="view" aria-label={name}>
      <div class="view-head">
        <button type="button" class="quiet back" onClick={onBack}>
          Back
        </button>
        <h2 tabIndex={-1} ref={heading} dir="auto" translate={false}>
          {name}
        </h2>
        {state !== 'closed' && (
          <button type="button" class="quiet" onClick={() => void close()}>
            Close message
          </button>
        )}
      </div>
      <dl class="about">
        <div>
          <dt>Reference</dt>
          <dd>{reference}</dd>
        </div>
        <div>
          <dt>Left</dt>
          <dd>{shortTime(createdAt)}</dd>
        </div>
        <div>
          <dt>E-mail</dt>
          <dd>{email === null ? 'none' : <a href={`mailto:${encodeURIComponent(email)}`}>{email}</a>}</dd>
        </div>
        <div>
          <dt>Channel</dt>
          <dd>{channel}</dd>
        </div>
        {models.length > 0 && (
          <div>
            <dt>Models</dt>
            <dd>{models.join(', ')}</dd>
          </div>
        )}
        {topic !== null && (
          <div>
            <dt>Subject</dt>
            <dd>{topic}</dd>
          </div>
        )}
      </dl>
      <blockquote class="words" dir="auto">
        {words}
      </blockquote>
      <TranscriptView messages={messagesIn(detail)} customer={{ name, userId: detail.userId }} />
      <p class="problem" role="alert">
        {problem}
      </p>
      {repliesBy.length > 0 ? (
        <form
          class="reply"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <textarea
            rows={3}
            aria-label="Reply"
            placeholder={`The customer gets your reply ${hows[repliesBy.join()] ?? ''}`}
            value={text}
            onInput={({ currentTarget }) => {
              setText(currentTarget.value);
              // A changed text is another reply.
              clientId.current = '';
            }}
            onKeyDown={onKeyDown}
          />
          <Room text={text} strings={strings} />
          <button type="submit" class="button" aria-disabled={isBusy || !canSend}>
            Send
          </button>
        </form>
      ) : (
        <p class="soft">You cannot reply to this conversation here. Send an e-mail instead.</p>
      )}
    </section>
  );
}
