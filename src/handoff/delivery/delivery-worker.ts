import type { Logger } from 'pino';
import { type Backoff, waitAfter } from '#time/backoff.ts';
import { type PeriodicTask, createPeriodicTask } from '#time/periodic-task.ts';
import type { AnyDelivery, Delivery, DeliveryStore, DeliveryTransport } from './delivery.ts';

const LEASE_MS = 120_000;
const MAX_AT_ONCE = 10;
const INTERVAL_MS = 5000;
const BACKOFF: Backoff = { firstMs: 10_000, longestMs: 3_600_000 };
/** With this backoff, 16 attempts take about eight hours. */
export const MAX_TRIES = 16;

/** The parts that a delivery worker needs. */
export interface DeliveryWorkerParts<Item extends AnyDelivery> {
  deliveries: DeliveryStore<Item>;
  transports: Readonly<Partial<Record<Item['target'], DeliveryTransport<Item>>>>;
  /** What is delivered, for the log; a ticket by default. */
  what?: string;
  clock: () => Date;
  /** 0 to 1. */
  random: () => number;
  log: Logger;
  pollMs?: number | undefined;
}

const referenceIn = (delivery: AnyDelivery & Partial<Pick<Delivery, 'ticket'>>): { reference?: string } =>
  delivery.ticket === undefined ? {} : { reference: delivery.ticket.reference };

/**
 * Creates the worker that delivers tickets (or transcripts) to their targets and retries until they arrive or it gives
 * up. Each is delivered at least once; receivers recognise repeats by their id.
 */
export function createDeliveryWorker<Item extends AnyDelivery = Delivery>({
  deliveries,
  transports,
  what = 'a ticket',
  clock,
  random,
  log,
  pollMs = INTERVAL_MS,
}: DeliveryWorkerParts<Item>): PeriodicTask {
  const deliver = async (delivery: Item): Promise<void> => {
    const { id, attempts } = delivery;
    const target: Item['target'] = delivery.target;
    const about = { deliveryId: id, target, ...referenceIn(delivery) };
    try {
      const transport = transports[target];
      if (transport === undefined) throw new Error(`The target "${target}" is no longer set up.`);
      await transport(delivery);
      await deliveries.succeeded(id);
      log.info(about, `delivered ${what}`);
    } catch (error) {
      const tries = attempts + 1;
      const waitMs = waitAfter(BACKOFF, tries, random());
      const nextTry = tries >= MAX_TRIES ? undefined : new Date(clock().getTime() + waitMs);
      const level = nextTry === undefined ? 'error' : 'warn';
      log[level](
        { ...about, err: error, nextTry },
        `could not deliver ${what}; ${nextTry === undefined ? 'giving up' : 'trying again'}`,
      );
      await deliveries.failed(id, error instanceof Error ? error.message : String(error), nextTry);
    }
  };
  const deliverAll = async (): Promise<void> => {
    try {
      for (;;) {
        const due = await deliveries.lease(clock(), LEASE_MS, MAX_AT_ONCE);
        await Promise.all(due.map(deliver));
        if (due.length < MAX_AT_ONCE) return;
      }
    } catch (error) {
      log.warn({ err: error }, 'could not read the due deliveries; trying again');
    }
  };
  return createPeriodicTask(deliverAll, pollMs);
}
