import type { Logger } from 'pino';
import { type Backoff, waitAfter } from '#time/backoff.ts';
import { type PeriodicTask, createPeriodicTask } from '../periodic-task.ts';
import type { DeliveryTarget } from '../ticket.ts';
import type { DeliveryTransport, Delivery, DeliveryStore } from './delivery.ts';

const LEASE_MS = 120_000;
const MOST_AT_ONCE = 10;
const INTERVAL_MS = 5000;
const BACKOFF: Backoff = { firstMs: 10_000, longestMs: 3_600_000 };
/** With this backoff, 16 tries take about eight hours. */
export const MOST_TRIES = 16;

/** What deliveries work with. */
export interface DeliveryWorkerParts {
  deliveries: DeliveryStore;
  transports: Readonly<Partial<Record<DeliveryTarget, DeliveryTransport>>>;
  clock: () => Date;
  /** 0 to 1. */
  random: () => number;
  log: Logger;
}

/**
 * Creates the worker that delivers tickets to their targets and retries until they arrive or it gives up. Each is
 * delivered at least once; a receiver recognises repeats by their id.
 */
export function createDeliveryWorker({
  deliveries,
  transports,
  clock,
  random,
  log,
}: DeliveryWorkerParts): PeriodicTask {
  const deliver = async (delivery: Delivery): Promise<void> => {
    const { id, target, attempts, ticket } = delivery;
    const about = { deliveryId: id, target, reference: ticket.reference };
    try {
      const transport = transports[target];
      if (transport === undefined) throw new Error(`The target "${target}" is no longer set up.`);
      await transport(delivery);
      await deliveries.succeeded(id);
      log.info(about, 'delivered a ticket');
    } catch (error) {
      const tries = attempts + 1;
      const waitMs = waitAfter(BACKOFF, tries, random());
      const nextTry = tries >= MOST_TRIES ? undefined : new Date(clock().getTime() + waitMs);
      const level = nextTry === undefined ? 'error' : 'warn';
      log[level](
        { ...about, err: error, nextTry },
        nextTry === undefined
          ? 'could not deliver a ticket; giving up'
          : 'could not deliver a ticket; trying again',
      );
      await deliveries.failed(id, error instanceof Error ? error.message : String(error), nextTry);
    }
  };
  const deliverAll = async (): Promise<void> => {
    try {
      for (;;) {
        const due = await deliveries.take(clock(), LEASE_MS, MOST_AT_ONCE);
        await Promise.all(due.map(deliver));
        if (due.length < MOST_AT_ONCE) return;
      }
    } catch (error) {
      log.warn({ err: error }, 'could not read the due deliveries; trying again');
    }
  };
  return createPeriodicTask(deliverAll, INTERVAL_MS);
}
