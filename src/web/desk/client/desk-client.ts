import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskAgent, DeskAvailability, DeskChat, DeskState } from '#desk/wire.ts';
import { api } from '../api.ts';
import { serverPath } from '../server-path.ts';
import { createAlerts, type Alerts } from './alerts.ts';
import { type ChatStream, openChatStream } from './chat-stream.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { watchInput } from './presence.ts';
import { inBrowser } from '#web/widget/client/surroundings.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { Feed } from './feed.ts';
import { createReadMarks } from './read-marks.ts';

/** What the agent has open: a chat, or a ticket. */
type Chosen = { kind: 'chat'; reference: string } | { kind: 'ticket'; reference: string };

/** The desk as one agent works at it: signals to read and methods to call. It knows nothing of elements. */
export interface DeskClient {
  readonly me: DeskAgent;
  /** Undefined until the server sends it. */
  readonly state: ReadonlySignal<DeskState | undefined>;
  /** Nothing has come for some seconds, so the page may be out of date. */
  readonly isLost: ReadonlySignal<boolean>;
  readonly mine: ReadonlySignal<readonly DeskChat[]>;
  readonly chosen: ReadonlySignal<Chosen | undefined>;
  /** The last problem, as a sentence; '' if there is none. */
  readonly problem: ReadonlySignal<string>;
  readonly alerts: Alerts;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  choose(chosen: Chosen | undefined): void;
  claim(reference: string, options?: { takeOver?: boolean }): Promise<void>;
  setAvailability(availability: DeskAvailability): void;
  /** Undefined until the server sends it. */
  availability(): DeskAvailability | undefined;
  /** The stream of one of the agent's chats, or of the chosen one. */
  streamOf(reference: string): ChatStream;
  /** The customer's messages that came while another chat was chosen. */
  unreadOf(chat: DeskChat): number;
  tell(problem: string): void;
  close(): void;
}

const visitorsOf = (stream: ChatStream) =>
  stream.transcript.value.messages.filter(({ from }) => from === 'visitor');
const countOf = (stream: ChatStream): number => visitorsOf(stream).length;

/** Shorter breaks are not worth mentioning. */
const LOST_MS = 3000;

const setAvailability = (next: DeskAvailability): void => void api.presence({ availability: next });

/** Connects the desk of one agent. */
export function createDeskClient(me: DeskAgent, onSignedOut: () => void): DeskClient {
  const state = signal<DeskState>();
  const isLost = signal(false);
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  const chosen = signal<Chosen>();
  const problem = signal('');
  const streams = new Map<string, ChatStream>();
  const marks = createReadMarks(me.id);
  const alerts = createAlerts(state);

  const mine = computed(() => (state.value?.connected ?? []).filter(({ agent }) => agent?.id === me.id));
  const availability = (): DeskAvailability | undefined =>
    state.value && (state.value.agents.find(({ id }) => id === me.id)?.availability ?? 'available');
  const noteConnected = (isConnected: boolean): void => {
    clearTimeout(lostTimer);
    if (isConnected) isLost.value = false;
    else
      lostTimer = setTimeout(() => {
        isLost.value = true;
      }, LOST_MS);
  };
  noteConnected(false);

  const streamOf = (reference: string): ChatStream => {
    let stream = streams.get(reference);
    if (stream === undefined) {
      stream = openChatStream(reference, feed);
      streams.set(reference, stream);
    }
    return stream;
  };
  const isChosen = (reference: string): boolean =>
    chosen.value?.kind === 'chat' && chosen.value.reference === reference;

  const feed = new Feed({
    surroundings: onThisServer(),
    onState(next) {
      state.value = next;
    },
    onConnected: noteConnected,
    onSignedOut,
  });
  const endEffects = [
    // The agent's own chats are followed even while another one is open, to count their unread messages.
    effect(() => {
      for (const { reference } of mine.value) streamOf(reference);
      for (const [reference, stream] of streams) {
        const isWanted = isChosen(reference) || mine.value.some((chat) => chat.reference === reference);
        if (isWanted) continue;
        stream.close();
        streams.delete(reference);
      }
    }),
    effect(() => {
      const { value } = chosen;
      if (value?.kind !== 'chat') return;
      marks.note(value.reference, countOf(streamOf(value.reference)));
    }),
    effect(() => {
      if (state.value === undefined) return;
      const { waiting, connected } = state.value;
      marks.keepOnly([...waiting, ...connected].map(({ reference }) => reference));
    }),
  ];
  const endWatch = watchInput({ availability, setAvailability });

  return {
    me,
    state,
    isLost,
    mine,
    chosen,
    problem,
    alerts,
    outbox: createOutbox(me.id),
    drafts: createDrafts(me.id),
    choose(next) {
      chosen.value = next;
      void api.presence({ viewing: next?.kind === 'chat' ? next.reference : null });
    },
    async claim(reference, options = {}) {
      const answer = await api.claim(reference, options);
      problem.value = answer.ok ? '' : answer.problem;
      if (answer.ok) this.choose({ kind: 'chat', reference });
    },
    setAvailability,
    availability,
    streamOf,
    unreadOf({ reference, claimedAt }) {
      const stream = streams.get(reference);
      if (stream === undefined || isChosen(reference)) return 0;
      const known = marks.of(reference);
      if (known !== undefined) return Math.max(0, countOf(stream) - known);
      // A chat assigned to the agent that they have not opened yet: earlier messages do not count as unread.
      const since = Date.parse(claimedAt ?? '');
      return 1 + visitorsOf(stream).filter(({ at }) => at.getTime() > since).length;
    },
    tell(next) {
      problem.value = next;
    },
    close() {
      clearTimeout(lostTimer);
      feed.close();
      endWatch();
      alerts.close();
      for (const end of endEffects) end();
      for (const stream of streams.values()) stream.close();
    },
  };
}

/** The browser's own surroundings, with paths resolved on the desk's server. */
function onThisServer(): ReturnType<typeof inBrowser> {
  return {
    ...inBrowser(),
    fetch: (path, init) => fetch(serverPath(path), init),
    openSocket(path) {
      const address = new URL(serverPath(path), location.href);
      address.protocol = address.protocol.replace('http', 'ws');
      return new WebSocket(address);
    },
  };
}
