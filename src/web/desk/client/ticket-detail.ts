import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { DeskTicket, DeskTicketDetail } from '#desk/ticket-wire.ts';
import type { DeskState } from '#desk/wire.ts';
import { type ApiResult, api } from '../api.ts';
import type { TicketList } from './ticket-list.ts';
import { ticketsVersion } from './tickets-version.ts';

/** The open ticket, with its notes. Its conversation has its own stream. */
export interface TicketDetail {
  /** The reference of the open ticket. */
  readonly opened: ReadonlySignal<string | undefined>;
  /** Undefined while it loads and while none is open. */
  readonly value: ReadonlySignal<DeskTicketDetail | undefined>;
  /** Why it could not be loaded, as a sentence; '' if it could. */
  readonly problem: ReadonlySignal<string>;
  /** Why the last action failed, as a sentence; '' if it did not. */
  readonly failure: ReadonlySignal<string>;
  open(reference: string | undefined): void;
  /** Shows the result of an action, or why it failed. @returns whether it succeeded */
  settle(acting: Promise<ApiResult<DeskTicket>>): Promise<boolean>;
  close: () => void;
}

/** Follows the open ticket: loads it again whenever the desk's state shows that a ticket or a delivery has changed. */
export function createTicketDetail(
  state: ReadonlySignal<DeskState | undefined>,
  list: Pick<TicketList, 'markRead'>,
): TicketDetail {
  const opened = signal<string>();
  const value = signal<DeskTicketDetail>();
  const problem = signal('');
  const failure = signal('');
  const refresh = async (reference: string): Promise<void> => {
    const answer = await api.ticket(reference);
    if (opened.peek() !== reference) return;
    problem.value = answer.ok ? '' : answer.problem;
    if (!answer.ok) return;
    value.value = answer.body;
    list.markRead(answer.body);
  };
  let before = '';
  const end = effect(() => {
    const reference = opened.value;
    const version = `${reference} ${ticketsVersion(state.value)}`;
    if (version === before) return;
    before = version;
    if (reference === undefined) value.value = undefined;
    else void refresh(reference);
  });
  return {
    opened,
    value,
    problem,
    failure,
    open(reference) {
      if (value.peek()?.reference !== reference) value.value = undefined;
      problem.value = '';
      failure.value = '';
      opened.value = reference;
    },
    async settle(acting) {
      const answer = await acting;
      failure.value = answer.ok ? '' : answer.problem;
      const shown = value.peek();
      if (answer.ok && shown?.reference === answer.body.reference) {
        value.value = { ...shown, ...answer.body };
        list.markRead(answer.body);
      }
      return answer.ok;
    },
    close: end,
  };
}
