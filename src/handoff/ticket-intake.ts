import type { Handoff, NewTicket } from './handoff.ts';
import type { OpeningHours } from './opening-hours.ts';
import type { DeliveryTarget, TicketStore } from './ticket.ts';

/** What taking messages needs. */
export interface TicketIntakeParts {
  tickets: TicketStore;
  /** Undefined when they are not known. */
  hours: OpeningHours | undefined;
  /** Where else to reach a person (an address or a telephone number), as set by the operator. */
  contact: string | undefined;
  /** Where tickets are delivered to. */
  targets: readonly DeliveryTarget[];
  /** Whether support's replies are mailed. */
  isMailed: boolean;
  /** Generates the reference that customer and support share. */
  reference: () => string;
  clock: () => Date;
  /** Called after a ticket is stored, so that it is delivered soon. */
  onTicket: () => void;
}

/** The hand-off if nobody is at the desk: customers learn when somebody will be, and can leave a message. */
export type TicketIntake = Pick<Handoff, 'ticketReplies' | 'request' | 'openTicket'>;

/** Creates the hand-off that takes messages. */
export function createTicketIntake(parts: TicketIntakeParts): TicketIntake {
  const { tickets, hours, contact, targets, isMailed, reference, clock, onTicket } = parts;
  return {
    ticketReplies: isMailed ? 'mail' : 'chat',
    request({ at }) {
      const opensAt = hours?.isOpen(at) === false ? hours.nextOpening(at) : undefined;
      return Promise.resolve({
        kind: 'nobody',
        takesTickets: true,
        ...(contact === undefined ? {} : { contact }),
        ...(opensAt === undefined ? {} : { opensAt }),
      });
    },
    async openTicket({ key, ...message }: NewTicket) {
      const ticket = await tickets.open(
        key,
        { ...message, reference: reference(), createdAt: clock() },
        targets,
      );
      onTicket();
      return { reference: ticket.reference };
    },
  };
}
