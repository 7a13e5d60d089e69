import type { Logger } from 'pino';
import { createPeriodicTask, type PeriodicTask } from '#time/periodic-task.ts';

const INTERVAL_MS = 5000;
/** Three notes may be late before a customer counts as gone. */
export const CUSTOMER_TIMEOUT_MS = 15_000;

/** Stores when customers were last seen. */
export interface CustomerPresenceStore {
  /** The conversations of customers who wait for an agent or have one. */
  openChats(): Promise<string[]>;
  note(conversationIds: readonly string[], at: Date): Promise<void>;
  /** When the customers of these conversations were last seen; those never seen are left out. */
  seenAt(conversationIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
}

export interface CustomerWatchParts {
  presences: CustomerPresenceStore;
  /** Whether this server has the customer's browser at its other end. */
  isReading: (conversationId: string) => boolean;
  clock: () => Date;
  log: Logger;
}

/**
 * Notes which customers in open chats are there, for the desks of all servers. Only those: what is noted grows with the
 * chats, and not with the visitors.
 */
export const createCustomerWatch = ({ presences, isReading, clock, log }: CustomerWatchParts): PeriodicTask =>
  createPeriodicTask(async () => {
    try {
      const present = (await presences.openChats()).filter(isReading);
      if (present.length > 0) await presences.note(present, clock());
    } catch (error) {
      log.warn({ err: error }, 'could not note which customers are there; trying again');
    }
  }, INTERVAL_MS);
