import type { Handoff, LeftMessage } from './handoff.ts';
import type { OpeningHours } from './opening-hours.ts';
import type { DeliveryTarget, TicketStore } from './ticket.ts';

/** What is needed to take messages. */
export interface MessageTakingParts {
  tickets: TicketStore;
  /** Undefined: not known. */
  hours: OpeningHours | undefined;
  /** Where a person is reached instead (an address or a telephone number), as set by the operator. */
  contact: string | undefined;
  /** Where tickets are sent on to. */
  targets: readonly DeliveryTarget[];
  /** Whether answers are mailed. */
  isMailed: boolean;
  /** Makes the reference number that customer and support share. */
  reference: () => string;
  clock: () => Date;
  /** Told when a ticket was kept, so that it is delivered soon. */
  onTicket: () => void;
}

/** Where nobody is at the desk: customers learn when somebody is there, and can leave a message. */
export type MessageTaking = Pick<Handoff, 'messageAnswers' | 'request' | 'leaveMessage'>;

/** Builds the taking of messages. */
export function createMessageTaking(parts: MessageTakingParts): MessageTaking {
  const { tickets, hours, contact, targets, isMailed, reference, clock, onTicket } = parts;
  return {
    messageAnswers: isMailed ? 'mail' : 'chat',
    request({ at }) {
      const opensAt = hours?.isOpen(at) === false ? hours.nextOpening(at) : undefined;
      return Promise.resolve({
        kind: 'nobody',
        takesMessages: true,
        ...(contact === undefined ? {} : { contact }),
        ...(opensAt === undefined ? {} : { opensAt }),
      });
    },
    async leaveMessage({ key, ...message }: LeftMessage) {
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
