import { signal } from '@preact/signals';
import { afterEach, expect, it, vi } from 'vitest';
import type { DeskState } from '#desk/wire.ts';
import { createTicketDetail } from '#web/desk/client/ticket-detail.ts';
import { createTicketList } from '#web/desk/client/ticket-list.ts';
import { fakeBrowser } from './fake-browser.ts';

afterEach(() => void vi.unstubAllGlobals());

const stateWith = (undelivered: number): DeskState => ({
  waiting: [],
  connected: [],
  agents: [],
  limit: 4,
  tickets: { open: 1, assigned: {}, undelivered, changes: 1 },
  cannedReplies: 0,
});

it('the list of tickets and the open ticket are read again when a delivery was given up', () => {
  const { asked } = fakeBrowser(() => Response.json({}, { status: 503 }));
  const state = signal<DeskState | undefined>(stateWith(0));
  const list = createTicketList({ agentId: 'dana', state, onSignedOut: () => undefined });
  const ticket = createTicketDetail(state, list);
  ticket.open('A-1');
  const read = ['/desk/api/tickets?view=open&after=', '/desk/api/tickets/A-1'];
  expect(asked).toEqual(read);
  state.value = stateWith(0);
  expect(asked).toEqual(read);
  state.value = stateWith(1);
  expect(asked.toSorted()).toEqual([...read, ...read].toSorted());
  list.close();
  ticket.close();
});
