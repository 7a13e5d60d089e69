import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskTicket } from '#desk/wire.ts';
import { api } from '../api.ts';

const INTERVAL_MS = 10_000;

/** The messages that customers left, refreshed regularly. */
export interface TicketList {
  /** Undefined until they have loaded. */
  readonly tickets: ReadonlySignal<readonly DeskTicket[] | undefined>;
  /** How many have no reply yet; undefined until they have loaded. */
  readonly open: ReadonlySignal<number | undefined>;
  /** Why they could not be read; '' if they could. */
  readonly problem: ReadonlySignal<string>;
  refresh(): Promise<void>;
  close: () => void;
}

/** Reads the list now and then. */
export function createTicketList(onSignedOut: () => void): TicketList {
  const tickets = signal<readonly DeskTicket[]>();
  const problem = signal('');
  const refresh = async (): Promise<void> => {
    const answer = await api.tickets();
    if (answer.ok) tickets.value = answer.body;
    else if (answer.status === 401) onSignedOut();
    problem.value = answer.ok ? '' : answer.problem;
  };
  void refresh();
  const timer = setInterval(() => void refresh(), INTERVAL_MS);
  return {
    tickets,
    open: computed(() => tickets.value?.filter(({ state }) => state === 'open').length),
    problem,
    refresh,
    close: () => clearInterval(timer),
  };
}
