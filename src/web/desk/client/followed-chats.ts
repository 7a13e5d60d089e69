import { computed, effect, type ReadonlySignal } from '@preact/signals';
import type { DeskAgent, DeskChat, DeskState } from '#desk/wire.ts';
import { closingWords } from '../words.ts';
import type { ChatStream } from './chat-stream.ts';
import { type ChatStreams, createChatStreams } from './chat-streams.ts';
import type { Closing } from './closing.ts';
import type { Feed } from './feed.ts';
import { createReadMarks, type ReadMarks } from './read-marks.ts';
import type { TicketDetail } from './ticket-detail.ts';
import type { Toasts } from './toasts.ts';
import { countOf, unreadIn } from './unread.ts';

export interface FollowedChatsParts {
  me: DeskAgent;
  state: ReadonlySignal<DeskState | undefined>;
  /** The reference of the chat on the screen. */
  opened: ReadonlySignal<string | undefined>;
  /** The ticket on the screen, whose conversation is also followed. */
  ticket: Pick<TicketDetail, 'opened'>;
  feed: Feed;
  closing: Closing;
  toasts: Toasts;
}

/** The chats whose messages the desk follows: the agent's own and the one on the screen. */
export interface FollowedChats {
  /** The agent's own chats, without those about to be closed. */
  readonly mine: ReadonlySignal<readonly DeskChat[]>;
  streamOf: (reference: string) => ChatStream;
  unreadOf: (chat: DeskChat) => number;
  close: () => void;
}

export function createFollowedChats({
  me,
  state,
  opened,
  ticket,
  feed,
  closing,
  toasts,
}: FollowedChatsParts): FollowedChats {
  const isClosing = (reference: string): boolean =>
    closing.pending.value.some((each) => each.reference === reference);
  const isMine = ({ agent, reference }: DeskChat): boolean => agent?.id === me.id && !isClosing(reference);
  const mine = computed(() => (state.value?.connected ?? []).filter(isMine));
  const streams = createChatStreams(feed);
  const marks = createReadMarks(me.id);
  const ends = [
    ...follow({ closing, opened, mine, streams, marks }, ticket.opened),
    keepOpen(closing, streams, toasts),
    forgetMarks(marks, state),
  ];
  return {
    mine,
    streamOf: streams.of,
    unreadOf: (chat) => (opened.value === chat.reference ? 0 : unreadIn(chat, { streams, marks })),
    close() {
      for (const end of ends) end();
      streams.keepOnly(new Set());
    },
  };
}

interface Followed {
  closing: Closing;
  opened: ReadonlySignal<string | undefined>;
  mine: ReadonlySignal<readonly DeskChat[]>;
  streams: ChatStreams;
  marks: ReadMarks;
}

/**
 * Follows the chat on the screen, and the agent's own chats even while another one is open, to count their unread
 * messages.
 */
const follow = (
  { closing, opened, mine, streams, marks }: Followed,
  openedTicket: ReadonlySignal<string | undefined>,
): (() => void)[] => [
  effect(() => {
    for (const { reference } of mine.value) streams.of(reference);
    const wanted = [...mine.value, ...closing.pending.value].map(({ reference }) => reference);
    const onScreen = [opened.value, openedTicket.value].filter((each) => each !== undefined);
    streams.keepOnly(new Set([...wanted, ...onScreen]));
  }),
  effect(() => {
    if (opened.value !== undefined) marks.note(opened.value, countOf(streams.of(opened.value)));
  }),
];

/** How long a notice of an automatic change is shown. */
const NOTICED_MS = 8000;

/** Keeps a chat open if the customer writes while it is about to be closed. */
const keepOpen = (closing: Closing, streams: ChatStreams, toasts: Toasts): (() => void) =>
  effect(() => {
    for (const { reference, seen } of closing.pending.value) {
      const stream = streams.peek(reference);
      if (stream === undefined || countOf(stream) <= seen) continue;
      if (closing.undo(reference)) toasts.show({ text: closingWords.wroteAgain }, NOTICED_MS);
    }
  });

const forgetMarks = (marks: ReadMarks, state: ReadonlySignal<DeskState | undefined>): (() => void) =>
  effect(() => {
    if (state.value === undefined) return;
    const { waiting, connected } = state.value;
    marks.keepOnly([...waiting, ...connected].map(({ reference }) => reference));
  });
