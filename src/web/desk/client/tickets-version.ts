import type { DeskState } from '#desk/wire.ts';

/** Changes whenever a ticket changes or a delivery is given up; undefined until the server sends the state. */
export const ticketsVersion = (state: DeskState | undefined): string | undefined =>
  state && `${state.tickets.changes} ${state.tickets.undelivered}`;
