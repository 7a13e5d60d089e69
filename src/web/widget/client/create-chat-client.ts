import { computed, type Signal, signal } from '@preact/signals';
import type { TicketFormValue } from '#bot/channel-data.ts';
import type { CardAction } from './activity.ts';
import type { ChatClient, Connection, Entry } from './chat-client.ts';
import { Conversation } from './conversation.ts';
import { ask, inConversation, json, type Session } from './direct-line.ts';
import { listEarlierChats } from './earlier-chats.ts';
import { Link } from './link/link.ts';
import { mailTranscript } from './mail-transcript.ts';
import { Outbox } from './outbox.ts';
import { openSession } from './session.ts';
import { inBrowser, type Surroundings } from './surroundings.ts';
import { createTyping } from './typing.ts';
import { createVisitReports, type VisitReports } from './visit-reports.ts';
import { createVisitorEvents } from './visitor-events.ts';
import { createVisitorStorage, type UnsentMessage, type VisitorStorage } from './visitor-storage.ts';

export interface ChatClientOptions {
  /** Address of the widget's own server, e.g. `https://bot.example.com`. */
  server: string;
  /** For another Direct Line service. */
  tokenUrl?: string | undefined;
  /** Sent to the bot with each message; read each time, since the page may change it. */
  locale: () => string;
  surroundings?: Surroundings;
}

/** The parts of a chat client. */
interface Parts {
  surroundings: Surroundings;
  keeper: VisitorStorage;
  conversation: Conversation;
  typing: ReturnType<typeof createTyping>;
  connection: Signal<Connection>;
  canMail: Signal<boolean>;
  link: Link;
  outbox: Outbox;
  visits: VisitReports;
  locale: () => string;
  usualWait: Signal<number | undefined>;
  /** The session's conversation; undefined before the first one and while another one starts. */
  conversationId: string | undefined;
}

/** Creates a chat that is not connected yet. */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const parts = connectParts(options);
  const stopListening = followOtherTabs(parts);
  return {
    ...whatIsShown(parts),
    ...whatIsSent(parts),
    connect() {
      parts.outbox.adopt();
      parts.link.start();
    },
    startNew() {
      parts.outbox.clear();
      parts.conversation.clear();
      parts.conversationId = undefined;
      parts.link.start(true);
    },
    canGoBack: options.tokenUrl === undefined,
    earlierChats: () => listEarlierChats({ ...parts, server: options.server }),
    goTo(conversationId) {
      parts.outbox.clear();
      // What was read belongs to the chat being left.
      parts.keeper.change(({ readUpTo: _read, ...stored }) => ({ ...stored, conversationId }));
      parts.link.renew();
    },
    setSeen: (seen) => parts.conversation.setSeen(seen),
    close() {
      stopListening();
      parts.outbox.close();
      parts.visits.stop();
      parts.link.close();
    },
  };
}

/** Connects link, outbox and conversation, which call each other: received, sent, echoed. */
function connectParts({ server, tokenUrl, locale, surroundings = inBrowser() }: ChatClientOptions): Parts {
  const keeper = createVisitorStorage(surroundings.storage, server);
  const typing = createTyping(surroundings);
  const connection = signal<Connection>('connecting');
  const conversation = new Conversation({ keeper, typing, onEcho: (id) => parts.outbox.remove(id) });
  const usualWait = signal<number | undefined>(undefined);
  const canMail = signal(false);
  const visits = createVisitReports(surroundings);
  const onSession = (session: Session): void => {
    const { conversationId, usualWaitSeconds, canMail: mails } = session;
    usualWait.value = usualWaitSeconds;
    canMail.value = mails;
    if (parts.conversationId !== undefined && parts.conversationId !== conversationId) conversation.clear();
    parts.conversationId = conversationId;
    visits.start(session);
  };
  const link = new Link({
    surroundings,
    locale,
    openSession: (startNew) => openSession({ surroundings, keeper, server, tokenUrl }, startNew),
    onSession,
    onActivities: (set) => conversation.add(set, link.session?.userId ?? ''),
    onLoaded() {
      conversation.loaded();
      parts.outbox.flush();
    },
    onConnection(next) {
      connection.value = next;
      if (next === 'online') parts.outbox.flush();
    },
  });
  const outbox = new Outbox({
    surroundings,
    keeper,
    locale,
    session: () => (conversation.isLoaded.peek() ? link.session : undefined),
    catchUp: () => link.catchUp(),
    renew: () => link.renew(),
  });
  const parts: Parts = {
    surroundings,
    keeper,
    conversation,
    typing,
    connection,
    usualWait,
    canMail,
    link,
    outbox,
    visits,
    locale,
    conversationId: undefined,
  };
  return parts;
}

/** Keeps all tabs on the same conversation and read position. @returns a function that stops it */
const followOtherTabs = (parts: Parts): (() => void) =>
  parts.surroundings.listen((happening) => {
    if (happening !== 'stored' || parts.conversationId === undefined) return;
    const stored = parts.keeper.read();
    parts.conversation.readElsewhere(stored.readUpTo);
    if (stored.conversationId !== undefined && stored.conversationId !== parts.conversationId)
      parts.link.renew();
  });

type Shown =
  | 'entries'
  | 'isLoaded'
  | 'connection'
  | 'choices'
  | 'ticketForm'
  | 'canMail'
  | 'typing'
  | 'handoff'
  | 'unread'
  | 'usualWait';

function whatIsShown(parts: Parts): Pick<ChatClient, Shown> {
  const { conversation, outbox, connection, canMail, typing, usualWait } = parts;
  const { transcript, isLoaded, unread } = conversation;
  return {
    entries: computed<readonly Entry[]>(() => [...transcript.value.messages, ...outbox.entries.value]),
    isLoaded,
    connection,
    choices: computed(() => (outbox.entries.value.length > 0 ? [] : transcript.value.choices)),
    ticketForm: computed(() => (outbox.entries.value.length > 0 ? undefined : transcript.value.ticketForm)),
    canMail,
    typing: typing.theirs,
    handoff: computed(() => transcript.value.handoff),
    unread,
    usualWait,
  };
}

type Sent =
  | 'send'
  | 'sendFiles'
  | 'press'
  | 'retry'
  | 'discard'
  | 'leaveMessage'
  | 'mailChat'
  | 'giveFeedback'
  | 'rate'
  | 'leaveHandoff'
  | 'noteTyping';

function whatIsSent(parts: Parts): Pick<ChatClient, Sent> {
  const { surroundings, conversation, outbox, typing, link, locale } = parts;
  const sendEvent = createVisitorEvents({ surroundings, locale, session: () => link.session });
  return {
    send(text, { displayText } = {}) {
      // A message ends the typing indicator on the other side.
      typing.restart();
      outbox.add({ text, ...(displayText === undefined ? {} : { displayText }) });
    },
    sendFiles: (files, text = '') => outbox.add({ text }, files),
    press: (action) => outbox.add(messageOf(action)),
    retry: (clientId) => outbox.retry(clientId),
    discard: (clientId) => outbox.remove(clientId),
    leaveMessage(message) {
      const value: TicketFormValue = { kind: 'leave-message', ...message };
      outbox.add({ text: wordsOf(message), value });
    },
    mailChat: (email) => mailTranscript(surroundings, link.session, email),
    giveFeedback({ id, answerId }, helpful) {
      if (answerId === undefined) return;
      conversation.markHelpful(id, helpful);
      void sendEvent('feedback', { answerId, helpful, activityId: id });
    },
    rate(rating) {
      void sendEvent('handoff.rating', { reference: conversation.reference, ...rating });
      conversation.markRated();
    },
    leaveHandoff: () => void sendEvent('handoff.leave', { reference: conversation.reference }),
    noteTyping() {
      const { session } = link;
      if (session === undefined || conversation.transcript.value.handoff.state !== 'connected') return;
      if (!typing.isDue()) return;
      const activity = { type: 'typing', from: { id: session.userId } };
      void ask(surroundings, inConversation(session, '/activities'), json('POST', session.token, activity));
    },
  };
}

/** A message to support as it reads in the conversation: signed. */
const wordsOf = ({ text, name, email }: Omit<TicketFormValue, 'kind'>): string => {
  const signature = [name, email].filter((each) => each !== undefined).join(', ');
  return signature === '' ? text : `${text}\n\n${signature}`;
};

/** What a button sends. The conversation shows the button's label. */
function messageOf({
  type,
  title,
  value,
  text,
  displayText,
}: CardAction): Omit<UnsentMessage, 'clientId' | 'at'> {
  const words = (type === 'imBack' ? undefined : text) ?? (typeof value === 'string' ? value : (title ?? ''));
  const shown = displayText ?? title;
  return {
    text: words,
    ...(shown === undefined || shown === words ? {} : { displayText: shown }),
    ...(type !== 'imBack' && typeof value === 'object' && value !== null ? { value } : {}),
  };
}
