import type { Logger } from 'pino';
import type { DeliveryTarget } from '../ticket.ts';
import { waitAfter } from './backoff.ts';
import type { Carrier, Delivery, DeliveryStore } from './delivery.ts';

const LEASE_MS = 120_000;
const MOST_AT_ONCE = 10;
const LOOK_MS = 5000;

/** What the courier works with. */
export interface CourierParts {
  deliveries: DeliveryStore;
  carriers: Readonly<Partial<Record<DeliveryTarget, Carrier>>>;
  clock: () => Date;
  /** 0 to 1. */
  random: () => number;
  log: Logger;
}

/** Brings tickets to where they are wanted, and tries again until they are there or it gives up. */
export interface Courier {
  /** Looks for what is due, now and every five seconds. */
  start(): void;
  /** Looks now. Resolves when what was due has been tried. */
  look(): Promise<void>;
  /** Lets running tries end. */
  stop(): Promise<void>;
}

/** Makes the courier; at least once each: a receiver tells repeated ones by their id. */
export function createCourier({ deliveries, carriers, clock, random, log }: CourierParts): Courier {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const carry = async (delivery: Delivery): Promise<void> => {
    const { id, target, attempts, ticket } = delivery;
    const about = { deliveryId: id, target, reference: ticket.reference };
    try {
      const carrier = carriers[target];
      if (carrier === undefined) throw new Error(`No ${target} is set up any more.`);
      await carrier(delivery);
      await deliveries.succeeded(id);
      log.info(about, 'ticket delivered');
    } catch (error) {
      const wait = waitAfter(attempts + 1, random());
      const nextTry = wait === undefined ? undefined : new Date(clock().getTime() + wait);
      const level = nextTry === undefined ? 'error' : 'warn';
      log[level]({ ...about, err: error, nextTry }, 'a ticket was not delivered');
      await deliveries.failed(id, error instanceof Error ? error.message : String(error), nextTry);
    }
  };
  const carryAll = async (): Promise<void> => {
    try {
      for (;;) {
        const due = await deliveries.take(clock(), LEASE_MS, MOST_AT_ONCE);
        await Promise.all(due.map(carry));
        if (due.length < MOST_AT_ONCE) return;
      }
    } catch (error) {
      log.warn({ err: error }, 'tickets to deliver could not be looked for; trying again');
    }
  };
  const look = async (): Promise<void> => {
    // What was kept after a running look began may have escaped it.
    await running;
    running ??= carryAll().finally(() => {
      running = undefined;
    });
    await running;
  };
  return {
    look,
    start() {
      void look();
      timer = setInterval(() => void look(), LOOK_MS);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
