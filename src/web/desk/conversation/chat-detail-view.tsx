import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DeskChatDetail } from '#desk/wire.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { customerOf } from '../inbox/chat-summary.ts';
import { ChatComposer } from '../composer/chat-composer.tsx';
import { SkeletonTalk } from '../parts/skeleton.tsx';
import { TranscriptView } from '../parts/transcript-view.tsx';
import type { OpenProps } from '../shell/view.ts';
import { talkWords as words } from '../words.ts';
import { ChatHead } from './chat-head.tsx';
import { NoteForm, type WrittenNote } from './note-form.tsx';
import { Outgoing } from './outgoing.tsx';
import { standingOf } from './standing.ts';
import { StatusLine } from './status-line.tsx';
import { WriteArea } from './write-area.tsx';

/** One chat: its head, transcript and composer. */
export function ChatDetailView(props: OpenProps) {
  const { client, reference } = props;
  const isOpenChat = (): boolean => client.opened.peek() === reference;
  useLayoutEffect(() => {
    client.open(reference);
    // On the way from one chat to another, the next one is already open by then.
    return () => queueMicrotask(() => isOpenChat() && client.open(undefined));
  }, []);
  const detail = client.detail.value.value;
  if (detail?.reference !== reference) return <Loading problem={client.detail.problem.value} />;
  return <Loaded {...props} detail={detail} />;
}

const Loading = ({ problem }: { problem: string }) => (
  <>
    <p class={problem === '' ? 'unseen' : 'middle soft'} role="status">
      {problem || words.loading}
    </p>
    {problem === '' && <SkeletonTalk />}
  </>
);

function Loaded({ client, view, reference, detail }: OpenProps & { detail: DeskChatDetail }) {
  const standing = standingOf(client, detail);
  const { chat } = standing;
  const customer = customerOf(chat);
  const stream = client.streamOf(reference);
  const { messages } = stream.transcript.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section class="talk" aria-label={customer}>
      <ChatHead client={client} view={view} standing={standing} heading={heading} />
      <TranscriptView
        messages={messages}
        notes={detail.notes}
        customer={{ name: customer, userId: detail.userId }}
      >
        <Outgoing outbox={client.outbox} reference={reference} />
      </TranscriptView>
      <StatusLine
        standing={standing}
        isTyping={stream.isTyping.value}
        lookers={lookersAt(client, reference)}
      />
      <WriteArea
        maySpeak={standing.maySpeak}
        composer={
          <ChatComposer
            client={client}
            reference={reference}
            customer={customer}
            lastWords={messages.findLast(({ from }) => from === 'visitor')?.text ?? ''}
          />
        }
        note={
          <NoteForm drafts={client.drafts} reference={reference} onAdd={(note) => addNote(client, note)} />
        }
      />
    </section>
  );
}

/** The names of other agents who have the chat open. */
const lookersAt = ({ state, me }: DeskClient, reference: string): string[] =>
  (state.value?.agents ?? [])
    .filter(({ id, viewing }) => viewing === reference && id !== me.id)
    .map(({ name }) => name);

/** @returns whether it was added */
async function addNote(client: DeskClient, { reference, ...note }: WrittenNote): Promise<boolean> {
  const answer = await api.note(reference, note);
  client.tell(answer.ok ? '' : answer.problem);
  if (answer.ok) await client.detail.refresh();
  return answer.ok;
}
