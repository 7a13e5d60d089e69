import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskTicket, DeskTicketView } from '#desk/ticket-wire.ts';
import type { DeskState } from '#desk/wire.ts';
import { type ApiResult, api } from '../api.ts';
import { createTicketMarks } from './ticket-marks.ts';
import { ticketsVersion } from './tickets-version.ts';

/** The messages that customers left: one list of them at a time. */
export interface TicketList {
  readonly view: ReadonlySignal<DeskTicketView>;
  /** Undefined until they have loaded. */
  readonly tickets: ReadonlySignal<readonly DeskTicket[] | undefined>;
  /** Whether there are older ones. */
  readonly hasMore: ReadonlySignal<boolean>;
  /** The number without a reply; undefined until the server sends it. */
  readonly open: ReadonlySignal<number | undefined>;
  /** The number assigned to the agent; undefined until the server sends it. */
  readonly mine: ReadonlySignal<number | undefined>;
  /** The list's problem as a sentence; '' if there is none. */
  readonly problem: ReadonlySignal<string>;
  /** Whether it has changed since the agent last had it open. */
  isUnread(ticket: DeskTicket): boolean;
  /** Marks it as read, since the agent has it open. */
  markRead(ticket: DeskTicket): void;
  show(view: DeskTicketView): void;
  showMore(): void;
  close: () => void;
}

interface Parts {
  agentId: string;
  state: ReadonlySignal<DeskState | undefined>;
  onSignedOut: () => void;
}

/** Loads as many pages as are on the screen. */
async function read(
  view: DeskTicketView,
  pages: number,
): Promise<ApiResult<{ tickets: DeskTicket[]; hasMore: boolean }>> {
  const tickets: DeskTicket[] = [];
  let after = '';
  for (let page = 0; page < pages; page += 1) {
    const answer = await api.tickets(view, after);
    if (!answer.ok) return answer;
    tickets.push(...answer.body.tickets);
    if (answer.body.next === null) return { ok: true, body: { tickets, hasMore: false } };
    after = answer.body.next;
  }
  return { ok: true, body: { tickets, hasMore: true } };
}

/** Loads the list, and again whenever the desk's state shows that a ticket or a delivery has changed. */
export function createTicketList({ agentId, state, onSignedOut }: Parts): TicketList {
  const view = signal<DeskTicketView>('open');
  const tickets = signal<readonly DeskTicket[]>();
  const hasMore = signal(false);
  const problem = signal('');
  const marks = createTicketMarks(agentId);
  const version = computed(() => ticketsVersion(state.value));
  let pages = 1;
  let newest = 0;

  const refresh = async (): Promise<void> => {
    newest += 1;
    const mine = newest;
    const answer = await read(view.peek(), pages);
    // Another or a newer list is already loading.
    if (mine !== newest) return;
    if (answer.ok) {
      tickets.value = answer.body.tickets;
      hasMore.value = answer.body.hasMore;
    } else if (answer.status === 401) onSignedOut();
    problem.value = answer.ok ? '' : answer.problem;
  };
  return {
    view,
    tickets,
    hasMore,
    problem,
    open: computed(() => state.value?.tickets.open),
    mine: computed(() => state.value && (state.value.tickets.assigned[agentId] ?? 0)),
    isUnread: ({ reference, state: is, changedAt }) => is !== 'closed' && marks.of(reference) < changedAt,
    markRead: ({ reference, changedAt }) => marks.note(reference, changedAt),
    show(next) {
      if (next === view.peek()) return;
      pages = 1;
      view.value = next;
      tickets.value = undefined;
      void refresh();
    },
    showMore() {
      pages += 1;
      void refresh();
    },
    close: effect(() => {
      if (version.value !== undefined) void refresh();
    }),
  };
}
