import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConversationChat, DeskConversation } from '#desk/closed/wire.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { customerOf } from '../inbox/chat-summary.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../shell/icon.tsx';
import { hrefOf } from '../shell/router.ts';
import { pastWords as words, shellWords } from '../words.ts';
import { ConversationLog } from './conversation-log.tsx';
import { TranscriptMenu } from './transcript-menu.tsx';

export interface ConversationViewProps {
  client: DeskClient;
  /** The view that it is open in, for the back button. */
  view: string;
  /** The conversation, or one of its chats. */
  which: { id: string } | { chat: string };
  /** The time of the message to scroll to. ISO 8601. */
  showsAt?: string | undefined;
}

/** A conversation to read: messages, notes and ratings. A closed chat can be reopened from here. */
export function ConversationView({ client, view, which, showsAt }: ConversationViewProps) {
  const { conversation, problem, readEarlier } = useConversation(which);
  const heading = useRef<HTMLHeadingElement>(null);
  const isRead = conversation !== undefined;
  useLayoutEffect(() => {
    if (isRead) heading.current?.focus();
  }, [isRead]);
  if (conversation === undefined)
    return (
      <p class="middle soft" role="status">
        {problem === '' ? words.loading : problem}
      </p>
    );
  const name = customerOf(conversation);
  const chat = chatOf(conversation, which);
  return (
    <section class="talk past" aria-label={name}>
      <div class="talk-head">
        <a class="icon-button back" href={hrefOf(view)} role="button" aria-label={shellWords.back}>
          <Icon name="back" />
        </a>
        <Avatar name={name} id={conversation.userId} />
        <div class="talk-who">
          <h2 tabIndex={-1} ref={heading} dir="auto" translate={false}>
            {name}
          </h2>
          <p class="soft">{chat?.reference ?? words.onlyBot}</p>
        </div>
        <ChatAction client={client} chat={chat} />
        <TranscriptMenu client={client} conversation={conversation} />
        <AsideButton client={client} />
      </div>
      <ConversationLog
        conversation={conversation}
        customer={{ name, userId: conversation.userId }}
        onEarlier={conversation.earlier === null ? undefined : readEarlier}
        showsAt={showsAt}
      />
    </section>
  );
}

/** The chat to act on: the one asked for, or else the newest. */
const chatOf = (
  { chats }: DeskConversation,
  which: ConversationViewProps['which'],
): ConversationChat | undefined =>
  'chat' in which ? chats.find(({ reference }) => reference === which.chat) : chats.at(-1);

const AsideButton = ({ client }: { client: DeskClient }) => (
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
);

/** The button that reopens the chat, or goes to it if it is open. */
function ChatAction({ client, chat }: { client: DeskClient; chat: ConversationChat | undefined }) {
  if (chat === undefined) return null;
  const { reference, state } = chat;
  if (state !== 'closed')
    return (
      <a class="button small" href={hrefOf('open', reference)}>
        {words.openChat}
      </a>
    );
  const reopen = async (): Promise<void> => {
    const answer = await api.reopen(reference);
    client.tell(answer.ok ? '' : answer.problem);
    if (answer.ok) client.router.go('mine', reference);
  };
  return (
    <button type="button" class="button small" onClick={() => void reopen()}>
      {words.reopen}
    </button>
  );
}

/** Loads a conversation, and earlier parts on request. */
function useConversation(which: ConversationViewProps['which']) {
  const [conversation, setConversation] = useState<DeskConversation>();
  const [problem, setProblem] = useState('');
  const read = async (before?: DeskConversation): Promise<void> => {
    const from = before?.earlier ?? undefined;
    const answer = await api.conversation({ ...which, ...(from === undefined ? {} : { before: from }) });
    setProblem(answer.ok ? '' : answer.problem);
    if (!answer.ok) return;
    const { activities } = answer.body;
    setConversation({ ...answer.body, activities: [...activities, ...(before?.activities ?? [])] });
  };
  useEffect(() => void read(), []);
  return { conversation, problem, readEarlier: () => void read(conversation) };
}
