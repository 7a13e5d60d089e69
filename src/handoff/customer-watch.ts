import type { Logger } from 'pino';
import { createPeriodicTask, type PeriodicTask } from '#time/periodic-task.ts';

const INTERVAL_MS = 5000;
/** A customer counts as gone only after missing three notes. */
export const CUSTOMER_TIMEOUT_MS = 15_000;

/** Stores when customers were last seen. */
export interface CustomerPresenceStore {
  /** The conversations of customers who are waiting for an agent or have one. */
  openChats(): Promise<string[]>;
  note(conversationIds: readonly string[], at: Date): Promise<void>;
  /** When the customers of these conversations were last seen; those who were never seen are left out. */
  seenAt(conversationIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
}

export interface CustomerWatchParts {
  presences: CustomerPresenceStore;
  /** Whether this server has a connection to the customer's browser. */
  isReading: (conversationId: string) => boolean;
  clock: () => Date;
  log: Logger;
  pollMs?: number | undefined;
}

/**
 * Records which customers in open chats are online, for the desks of all servers. Only those: the number of records
 * grows with the chats, and not with the visitors.
 */
export const createCustomerWatch = ({
  presences,
  isReading,
  clock,
  log,
  pollMs = INTERVAL_MS,
}: CustomerWatchParts): PeriodicTask =>
  createPeriodicTask(async () => {
    try {
      const present = (await presences.openChats()).filter(isReading);
      if (present.length > 0) await presences.note(present, clock());
    } catch (error) {
      log.warn({ err: error }, 'could not record which customers are online; trying again');
    }
  }, pollMs);
