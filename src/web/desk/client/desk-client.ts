import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { DeskAgent, DeskAvailability, DeskChat, DeskState } from '#desk/wire.ts';
import { api } from '../api.ts';
import { talkWords } from '../words.ts';
import { createRouter, type Router } from '../shell/router.ts';
import { createAlerts, type Alerts } from './alerts.ts';
import { type CannedReplyList, createCannedReplyList } from './canned-reply-list.ts';
import { type ChatDetail, createChatDetail } from './chat-detail.ts';
import type { ChatStream } from './chat-stream.ts';
import { Closing } from './closing.ts';
import { createConnection } from './connection.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { Feed } from './feed.ts';
import { createFollowedChats } from './followed-chats.ts';
import { onThisServer } from './on-this-server.ts';
import type { Outbox } from './outbox.ts';
import { watchInput } from './presence.ts';
import { createReviewList, type ReviewList } from './review-list.ts';
import { createTicketDetail, type TicketDetail } from './ticket-detail.ts';
import { createTicketList, type TicketList } from './ticket-list.ts';
import { createToasts, type Toasts } from './toasts.ts';

/** One agent's desk: signals to read and methods to call. It knows nothing of elements. */
export interface DeskClient {
  readonly me: DeskAgent;
  readonly router: Router;
  /** Undefined until the server sends it. */
  readonly state: ReadonlySignal<DeskState | undefined>;
  /** Whether nothing has been received for some seconds, so that the page may be out of date. */
  readonly isLost: ReadonlySignal<boolean>;
  readonly mine: ReadonlySignal<readonly DeskChat[]>;
  /** The reference of the chat on the screen. */
  readonly opened: ReadonlySignal<string | undefined>;
  /** The chat on the screen. */
  readonly detail: ChatDetail;
  /** Whether the column next to it is open on screens without room for both. */
  readonly showsAside: Signal<boolean>;
  readonly tickets: TicketList;
  /** The ticket on the screen. */
  readonly ticket: TicketDetail;
  readonly cannedReplies: CannedReplyList;
  readonly review: ReviewList;
  /** The last problem, as a sentence; '' if there is none. */
  readonly problem: ReadonlySignal<string>;
  readonly alerts: Alerts;
  readonly closing: Closing;
  readonly toasts: Toasts;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  /** Sets the chat on the screen: its messages count as read, and colleagues see who is viewing it. */
  open(reference: string | undefined): void;
  /** Claims a chat and goes to it. */
  claim(reference: string, options?: { takeOver?: boolean }): Promise<void>;
  setAvailability(availability: DeskAvailability): void;
  /** Undefined until the server sends it. */
  availability(): DeskAvailability | undefined;
  /** The stream of one of the agent's chats, or of the chat on the screen. */
  streamOf: (reference: string) => ChatStream;
  /** The number of the customer's messages that arrived while the chat was not on the screen. */
  unreadOf: (chat: DeskChat) => number;
  /** Shows a problem. @param problem '' clears it */
  tell(problem: string): void;
  close(): void;
}

const setAvailability = (next: DeskAvailability): void => void api.presence({ availability: next });

/** What an agent's desk is built from. */
export interface DeskClientParts {
  me: DeskAgent;
  /** The agent's outbox. It outlives the session, so that nothing in it is lost when the session ends. */
  outbox: Outbox;
  onSignedOut: () => void;
}

/** Creates and connects one agent's desk. */
export function createDeskClient({ me, outbox, onSignedOut }: DeskClientParts): DeskClient {
  const router = createRouter();
  const state = signal<DeskState>();
  const opened = signal<string>();
  const showsAside = signal(false);
  const problem = signal('');
  const connection = createConnection();
  const feed = new Feed({
    surroundings: onThisServer(),
    onState(next) {
      state.value = next;
    },
    onConnected: connection.note,
    onSignedOut,
  });
  const toasts = createToasts();
  const closing = new Closing(me.id, (why) => {
    problem.value = why;
  });
  const alerts = createAlerts(state);
  const detail = createChatDetail(opened, state);
  const tickets = createTicketList({ agentId: me.id, state, onSignedOut });
  const ticket = createTicketDetail(state, tickets);
  const cannedReplies = createCannedReplyList(state);
  const followed = createFollowedChats({ me, state, opened, ticket, feed, closing, toasts });
  outbox.start(onSignedOut);
  const availability = (): DeskAvailability | undefined =>
    state.value && (state.value.agents.find(({ id }) => id === me.id)?.availability ?? 'available');
  const ends = [
    watchInput({ availability, setAvailability }),
    () => closing.end(),
    () => outbox.stop(),
    toasts.hide,
    router.close,
    detail.close,
    tickets.close,
    ticket.close,
    cannedReplies.close,
    alerts.close,
    connection.close,
  ];

  return {
    me,
    router,
    state,
    mine: followed.mine,
    opened,
    detail,
    showsAside,
    tickets,
    ticket,
    cannedReplies,
    review: createReviewList(),
    problem,
    alerts,
    closing,
    toasts,
    setAvailability,
    availability,
    isLost: connection.isLost,
    outbox,
    drafts: createDrafts(me.id),
    ...createChatActions({ router, opened, showsAside, problem, toasts }),
    streamOf: followed.streamOf,
    unreadOf: followed.unreadOf,
    tell(next) {
      problem.value = next;
    },
    close() {
      feed.close();
      for (const end of ends) end();
      followed.close();
    },
  };
}

/** How long a notice is shown. */
const NOTICED_MS = 8000;

/** Opening and claiming chats. */
const createChatActions = ({
  router,
  opened,
  showsAside,
  problem,
  toasts,
}: Pick<DeskClient, 'router' | 'showsAside' | 'toasts'> & {
  opened: Signal<string | undefined>;
  problem: Signal<string>;
}): Pick<DeskClient, 'open' | 'claim'> => ({
  open(reference) {
    if (opened.peek() === reference) return;
    opened.value = reference;
    showsAside.value = false;
    void api.presence({ viewing: reference ?? null });
  },
  async claim(reference, options = {}) {
    const answer = await api.claim(reference, options);
    problem.value = answer.ok ? '' : answer.problem;
    if (!answer.ok) return;
    router.go('mine', reference);
    if (answer.body.isPresent === false) toasts.show({ text: talkWords.claimedAway }, NOTICED_MS);
  },
});
