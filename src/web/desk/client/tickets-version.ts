import type { DeskState } from '#desk/wire.ts';

/** Differs whenever a ticket has changed or a delivery was given up; undefined until the server sends the state. */
export const ticketsVersion = (state: DeskState | undefined): string | undefined =>
  state && `${state.tickets.changes} ${state.tickets.undelivered}`;
