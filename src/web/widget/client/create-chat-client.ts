import { batch, computed, signal } from '@preact/signals';
import type { ClientEventName, ClientEventValues } from '#bot/channel-data.ts';
import type { Activity, ActivitySet, CardAction } from './activity.ts';
import type { ChatClient, Connection, Entry, MessageEntry } from './chat-client.ts';
import { ask, inConversation, json, type Session } from './direct-line.ts';
import { agentOf, channelDataOf } from './guards.ts';
import { createVisitorStorage } from './visitor-storage.ts';
import { Link } from './link.ts';
import { Outbox } from './outbox.ts';
import { openSession } from './session.ts';
import { inBrowser, type Surroundings } from './surroundings.ts';
import { clientIdOf, emptyTranscript, isVisitors, withActivity } from './transcript.ts';

export interface ChatClientOptions {
  /** Address of the widget's own server, e.g. `https://bot.example.com`. */
  server: string;
  /** For another Direct Line service. */
  tokenUrl?: string | undefined;
  /** Sent to the bot with each message. */
  locale: string;
  surroundings?: Surroundings;
}

const TYPING_SHOWN_MS = 6000;
const TYPING_TOLD_MS = 3000;
/** Waits 1, 2, 4 … seconds between attempts: half a minute in all. */
const EVENT_TRIES = 6;
const EVENT_WAIT_MS = 1000;

/** Creates a chat that is not connected yet. */
export function createChatClient({
  server,
  tokenUrl,
  locale,
  surroundings = inBrowser(),
}: ChatClientOptions): ChatClient {
  const keeper = createVisitorStorage(surroundings.storage, server);
  const transcript = signal(emptyTranscript);
  const isLoaded = signal(false);
  const connection = signal<Connection>('connecting');
  const typing = signal<ReturnType<ChatClient['typing']['peek']>>(undefined);
  const readUpTo = signal(keeper.read().readUpTo);
  const seen = new Set<string>();
  let isSeen = false;
  let stopTyping: (() => void) | undefined;
  let toldTypingAt = 0;

  const link = new Link({
    surroundings,
    locale,
    openSession: (startNew) => openSession({ surroundings, keeper, server, tokenUrl }, startNew),
    onSession,
    onActivities,
    onLoaded() {
      isLoaded.value = true;
      noteRead();
      outbox.flush();
    },
    onConnection(next) {
      connection.value = next;
      if (next === 'online') outbox.flush();
    },
  });
  const outbox = new Outbox({
    surroundings,
    keeper,
    locale,
    session: () => (isLoaded.peek() ? link.session : undefined),
    catchUp: () => link.catchUp(),
    renew: () => link.renew(),
  });
  let conversationId: string | undefined;

  function onSession(session: Session): void {
    if (conversationId !== undefined && conversationId !== session.conversationId) clear();
    conversationId = session.conversationId;
  }

  function clear(): void {
    seen.clear();
    batch(() => {
      transcript.value = emptyTranscript;
      isLoaded.value = false;
      typing.value = undefined;
    });
  }

  function onActivities({ activities }: ActivitySet): boolean {
    let isNew = false;
    const userId = link.session?.userId ?? '';
    batch(() => {
      for (const activity of activities) {
        if (activity.type === 'typing') {
          if (!isVisitors(activity, userId)) showTyping(activity);
          continue;
        }
        const { id } = activity;
        if (id === undefined || seen.has(id)) continue;
        seen.add(id);
        isNew = true;
        take(activity, userId);
      }
    });
    if (isNew) noteRead();
    return isNew;
  }

  function take(activity: Activity, userId: string): void {
    transcript.value = withActivity(transcript.value, activity, userId);
    const clientId = clientIdOf(activity);
    if (clientId !== undefined) outbox.remove(clientId);
    else if (activity.type === 'message' && !isVisitors(activity, userId)) {
      stopTyping?.();
      typing.value = undefined;
    }
  }

  function showTyping(activity: Activity): void {
    const agent = agentOf(channelDataOf(activity));
    stopTyping?.();
    typing.value = agent === undefined ? {} : { agent };
    stopTyping = surroundings.after(TYPING_SHOWN_MS, () => {
      typing.value = undefined;
    });
  }

  function noteRead(): void {
    const newest = transcript.value.messages.at(-1)?.id;
    if (!isSeen || !isLoaded.value || newest === undefined || newest === readUpTo.value) return;
    readUpTo.value = newest;
    keeper.change((kept) => ({ ...kept, readUpTo: newest }));
  }

  /** Sends an event, retrying for a while under one id so that it counts once. Events do not survive a reload. */
  async function tell<Name extends ClientEventName>(
    name: Name,
    value: ClientEventValues[Name],
  ): Promise<void> {
    const channelData = { clientActivityID: surroundings.newId() };
    for (let tries = 0; tries < EVENT_TRIES; tries += 1) {
      const { session } = link;
      if (session !== undefined) {
        const activity = { type: 'event', name, value, from: { id: session.userId }, locale, channelData };
        const address = inConversation(session, '/activities');
        const outcome = await ask(surroundings, address, json('POST', session.token, activity));
        if (outcome.kind === 'ok') return;
      }
      await new Promise<void>((resolve) => surroundings.after(EVENT_WAIT_MS * 2 ** tries, resolve));
    }
  }

  const reference = (): string => {
    const handoff = transcript.value.handoff;
    return handoff.state === 'bot' ? '' : handoff.reference;
  };

  function say(action: CardAction): void {
    const { type, title, value, text, displayText } = action;
    if (type === 'imBack') {
      outbox.add({ text: typeof value === 'string' ? value : (title ?? '') });
      return;
    }
    const words = text ?? (typeof value === 'string' ? value : (title ?? ''));
    const shown = displayText ?? title;
    outbox.add({
      text: words,
      ...(shown === undefined || shown === words ? {} : { displayText: shown }),
      ...(typeof value === 'object' && value !== null ? { value } : {}),
    });
  }

  const stopListening = surroundings.listen((happening) => {
    if (happening !== 'stored' || conversationId === undefined) return;
    const kept = keeper.read();
    readUpTo.value = kept.readUpTo;
    // Another tab has started another conversation; all tabs show the same one.
    if (kept.conversationId !== undefined && kept.conversationId !== conversationId) link.renew();
  });

  return {
    entries: computed<readonly Entry[]>(() => [...transcript.value.messages, ...outbox.entries.value]),
    isLoaded,
    connection,
    choices: computed(() => (outbox.entries.value.length > 0 ? [] : transcript.value.choices)),
    typing,
    handoff: computed(() => transcript.value.handoff),
    unread: computed(() => (isLoaded.value ? unreadIn(transcript.value.messages, readUpTo.value) : 0)),
    connect() {
      outbox.adopt();
      link.start();
    },
    send(text, { displayText } = {}) {
      // Sending a message ends the typing indicator at the other side; the next key starts it again.
      toldTypingAt = 0;
      outbox.add({ text, ...(displayText === undefined ? {} : { displayText }) });
    },
    sendFiles: (files, text = '') => outbox.add({ text }, files),
    press: say,
    retry: (clientId) => outbox.retry(clientId),
    discard: (clientId) => outbox.remove(clientId),
    giveFeedback({ id, answerId }, helpful) {
      if (answerId === undefined) return;
      const { messages } = transcript.value;
      transcript.value = {
        ...transcript.value,
        messages: messages.map((each) => (each.id === id ? { ...each, helpful } : each)),
      };
      void tell('feedback', { answerId, helpful, activityId: id });
    },
    rate(rating) {
      void tell('handoff.rating', { reference: reference(), ...rating });
      const { handoff } = transcript.value;
      if (handoff.state === 'closed')
        transcript.value = { ...transcript.value, handoff: { ...handoff, askRating: false } };
    },
    leaveHandoff: () => void tell('handoff.leave', { reference: reference() }),
    noteTyping() {
      const { session } = link;
      const now = surroundings.now();
      if (session === undefined || transcript.value.handoff.state !== 'connected') return;
      if (now - toldTypingAt < TYPING_TOLD_MS) return;
      toldTypingAt = now;
      const activity = { type: 'typing', from: { id: session.userId } };
      void ask(surroundings, inConversation(session, '/activities'), json('POST', session.token, activity));
    },
    startNew() {
      outbox.clear();
      clear();
      conversationId = undefined;
      link.start(true);
    },
    setSeen(next) {
      isSeen = next;
      noteRead();
    },
    close() {
      stopListening();
      outbox.close();
      link.close();
    },
  };
}

/** Counts the other side's messages after the last one that was read. */
function unreadIn(messages: readonly MessageEntry[], readUpTo: string | undefined): number {
  const read = messages.findIndex(({ id }) => id === readUpTo);
  return messages.slice(read + 1).filter(({ from }) => from !== 'visitor').length;
}
