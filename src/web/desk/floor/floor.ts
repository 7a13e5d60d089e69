import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskAgent, DeskAvailability, DeskChat, DeskState } from '../../../desk/wire.ts';
import { api } from '../api.ts';
import { serverPath } from '../server-path.ts';
import { createAlerts, type Alerts } from './alerts.ts';
import { type ChatStream, openChatStream } from './chat-stream.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { watchInput } from './presence.ts';
import { openSocket } from './reconnecting-socket.ts';

/** What an agent has before them: a chat, or a message that was left. */
type Chosen = { kind: 'chat'; reference: string } | { kind: 'message'; reference: string };

/** The desk as one agent works at it: signals to read, wishes to call. It knows no element. */
export interface Floor {
  readonly me: DeskAgent;
  /** Undefined until the server has said it. */
  readonly state: ReadonlySignal<DeskState | undefined>;
  readonly isConnected: ReadonlySignal<boolean>;
  readonly mine: ReadonlySignal<readonly DeskChat[]>;
  readonly chosen: ReadonlySignal<Chosen | undefined>;
  /** What went wrong last, as a sentence; '' when nothing did. */
  readonly problem: ReadonlySignal<string>;
  readonly alerts: Alerts;
  readonly outbox: Outbox;
  choose(chosen: Chosen | undefined): void;
  claim(reference: string, options?: { takeOver?: boolean }): Promise<void>;
  setAvailability(availability: DeskAvailability): void;
  availability(): DeskAvailability;
  /** The stream of a chat of mine or of the chosen one. */
  streamOf(reference: string): ChatStream;
  /** Messages of the customer that came while another chat was chosen. */
  unreadOf(chat: DeskChat): number;
  tell(problem: string): void;
  close(): void;
}

const visitorsOf = (stream: ChatStream) =>
  stream.transcript.value.messages.filter(({ from }) => from === 'visitor');
const countOf = (stream: ChatStream): number => visitorsOf(stream).length;

const setAvailability = (next: DeskAvailability): void => void api.presence({ availability: next });

/** Connects the desk of an agent. */
export function createFloor(me: DeskAgent, onSignedOut: () => void): Floor {
  const state = signal<DeskState>();
  const isConnected = signal(false);
  const chosen = signal<Chosen>();
  const problem = signal('');
  const streams = new Map<string, ChatStream>();
  /** The customer's messages that the agent has seen, by chat. */
  const seen = signal<ReadonlyMap<string, number>>(new Map());
  const alerts = createAlerts(state);

  const mine = computed(() => (state.value?.connected ?? []).filter(({ agent }) => agent?.id === me.id));
  const availability = (): DeskAvailability =>
    state.value?.agents.find(({ id }) => id === me.id)?.availability ?? 'available';

  const streamOf = (reference: string): ChatStream => {
    let stream = streams.get(reference);
    if (stream === undefined) {
      stream = openChatStream(reference, { onSignedOut });
      streams.set(reference, stream);
    }
    return stream;
  };
  const isChosen = (reference: string): boolean =>
    chosen.value?.kind === 'chat' && chosen.value.reference === reference;

  const closeSocket = openSocket({
    url: () => serverPath('/desk/socket'),
    onConnected: (now) => {
      isConnected.value = now;
    },
    onSignedOut,
    onText: (text) => {
      state.value = JSON.parse(text) as DeskState;
    },
  });
  const endEffects = [
    // Chats of mine are followed also while another one is before me: their unread messages count.
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
      const count = countOf(streamOf(value.reference));
      if (seen.peek().get(value.reference) !== count)
        seen.value = new Map([...seen.peek(), [value.reference, count]]);
    }),
  ];
  const endWatch = watchInput({ availability, setAvailability });

  return {
    me,
    state,
    isConnected,
    mine,
    chosen,
    problem,
    alerts,
    outbox: createOutbox(),
    choose(next) {
      chosen.value = next;
      void api.presence({ lookingAt: next?.kind === 'chat' ? next.reference : null });
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
      const known = seen.value.get(reference);
      if (known !== undefined) return Math.max(0, countOf(stream) - known);
      // It was given to me and I have not looked at it yet: what was said before is part of it.
      const since = Date.parse(claimedAt ?? '');
      return 1 + visitorsOf(stream).filter(({ at }) => at.getTime() > since).length;
    },
    tell(next) {
      problem.value = next;
    },
    close() {
      closeSocket();
      endWatch();
      alerts.close();
      for (const end of endEffects) end();
      for (const stream of streams.values()) stream.close();
    },
  };
}
