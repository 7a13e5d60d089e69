import type { Durations } from './durations.ts';
import type { Counted } from './meters.ts';
import type { StoreFigures } from './store-figures.ts';

/** The values that one scrape reports. */
export interface Scrape {
  counted: Counted;
  /** Undefined if the database does not answer; its metrics are then left out. */
  figures: StoreFigures | undefined;
  sockets: { open: number; unread: number };
  info: Record<'version' | 'node' | 'engine', string>;
}

export interface Sample {
  labels?: Record<string, string>;
  value: number;
}

/** All metrics that share a name. */
interface Family<Value> {
  /** Without the prefix `support_bot_`. */
  name: string;
  help: string;
  labelNames?: string[];
  read: (scrape: Scrape) => Value[];
}

const ages = (figures: StoreFigures, since: Date | undefined): Sample[] => [
  { value: since === undefined ? 0 : Math.max(0, figures.now.getTime() - since.getTime()) / 1000 },
];

/** Reads figures from the database; returns none if it does not answer. */
const fromStore =
  (read: (figures: StoreFigures) => Sample[]) =>
  ({ figures }: Scrape): Sample[] =>
    figures === undefined ? [] : read(figures);

/** The value that the given share of the sorted values does not exceed. */
function quantileOf(sorted: readonly number[], quantile: number): Sample[] {
  const value = sorted[Math.ceil(sorted.length * quantile) - 1];
  return value === undefined ? [] : [{ labels: { quantile: String(quantile) }, value }];
}

export const counters: readonly Family<Sample>[] = [
  {
    name: 'turns_total',
    help: 'Customer messages that the bot has handled, by outcome.',
    labelNames: ['channel', 'outcome'],
    read: ({ counted }) =>
      [...counted.turns].flatMap(([channel, outcomes]) =>
        [...outcomes].map(([outcome, value]) => ({ labels: { channel, outcome }, value })),
      ),
  },
  {
    name: 'store_query_errors_total',
    help: 'Database statements that failed.',
    labelNames: ['kind'],
    read: ({ counted }) => [...counted.failedQueries].map(([kind, value]) => ({ labels: { kind }, value })),
  },
];

export const histograms: readonly Family<{ labels?: Record<string, string>; durations: Durations }>[] = [
  {
    name: 'turn_duration_seconds',
    help: 'Time to handle a message, from reading the state to the last reply.',
    labelNames: ['channel'],
    read: ({ counted }) =>
      [...counted.turnDurations].map(([channel, durations]) => ({ labels: { channel }, durations })),
  },
  {
    name: 'understanding_duration_seconds',
    help: 'Time to understand a message.',
    read: ({ counted }) => [{ durations: counted.understanding }],
  },
  {
    name: 'store_query_duration_seconds',
    help: 'Time the database took for a statement; a commit includes the wait for the disk.',
    labelNames: ['kind'],
    read: ({ counted }) => [...counted.queries].map(([kind, durations]) => ({ labels: { kind }, durations })),
  },
];

export const gauges: readonly Family<Sample>[] = [
  {
    name: 'info',
    help: 'Always 1; the labels say which versions are running.',
    labelNames: ['version', 'node', 'engine'],
    read: ({ info }) => [{ labels: info, value: 1 }],
  },
  {
    name: 'store_up',
    help: 'Whether the database answered this scrape; if not, the metrics read from it are left out.',
    read: ({ figures }) => [{ value: figures === undefined ? 0 : 1 }],
  },
  {
    name: 'unanswered_messages',
    help: 'Accepted messages that the bot has not answered yet.',
    read: fromStore(({ unanswered }) => [{ value: unanswered.count }]),
  },
  {
    name: 'unanswered_oldest_seconds',
    help: 'Age of the oldest message that the bot has not answered yet; 0 if there is none.',
    read: fromStore((figures) => ages(figures, figures.unanswered.oldest)),
  },
  {
    name: 'outbox_activities',
    help: 'Activities that have not reached their channel yet.',
    read: fromStore(({ outbox }) => [{ value: outbox.count }]),
  },
  {
    name: 'outbox_oldest_seconds',
    help: 'Age of the oldest activity that has not reached its channel yet; 0 if there is none.',
    read: fromStore((figures) => ages(figures, figures.outbox.oldest)),
  },
  {
    name: 'deliveries',
    help: 'Tickets, replies, transcripts and events not yet delivered by webhook or mail: still due, or given up (dead).',
    labelNames: ['target', 'state'],
    read: fromStore(({ deliveries }) =>
      deliveries.map(({ target, state, count }) => ({ labels: { target, state }, value: count })),
    ),
  },
  {
    name: 'chats',
    help: 'Chats that are waiting for an agent, and chats that are connected to one.',
    labelNames: ['state'],
    read: fromStore(({ waiting, connected }) => [
      { labels: { state: 'waiting' }, value: waiting.length },
      { labels: { state: 'connected' }, value: connected.length },
    ]),
  },
  {
    name: 'chat_longest_wait_seconds',
    help: 'Longest current wait for an agent; 0 if nobody is waiting.',
    read: fromStore((figures) => {
      const times = figures.waiting.map(({ requestedAt }) => requestedAt.getTime());
      return ages(figures, times.length === 0 ? undefined : new Date(Math.min(...times)));
    }),
  },
  {
    name: 'chat_recent_wait_seconds',
    help: 'How long customers waited in the 20 most recently claimed chats.',
    labelNames: ['quantile'],
    read: fromStore(({ waits }) => [0.5, 0.9].flatMap((quantile) => quantileOf(waits, quantile))),
  },
  {
    name: 'agents',
    help: 'Agents at the desk.',
    labelNames: ['availability'],
    read: fromStore(({ agents }) =>
      Object.entries(agents).map(([availability, value]) => ({ labels: { availability }, value })),
    ),
  },
  {
    name: 'open_sockets',
    help: 'Open WebSockets of customers and agents on this server.',
    read: ({ sockets }) => [{ value: sockets.open }],
  },
  {
    name: 'socket_unread_bytes',
    help: 'Bytes sent on these sockets that their clients have not read yet.',
    read: ({ sockets }) => [{ value: sockets.unread }],
  },
];
