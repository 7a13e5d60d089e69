import { setTimeout as wait } from 'node:timers/promises';
import type { Ledger } from './ledger.ts';
import type { PostgresServer } from './postgres-server.ts';
import type { ServerProcess } from './server-process.ts';

/** The moment at which a server is killed. */
export type Moment =
  | 'while it starts'
  | 'as it gets ready'
  | 'just after an acceptance'
  | 'under load'
  | 'after its database crashed';

/** A time limit, because the moment never comes if messages are no longer accepted. */
const LONGEST_WAIT_MS = 3000;

export interface KillPlan {
  random: () => number;
  ledger: Ledger;
  /** Set when the database is a server, which can crash too. */
  postgres: PostgresServer | undefined;
  /** How long a start takes, in milliseconds. */
  startMilliseconds: number;
}

/** Chooses the moment of the `index`th kill. */
export function chooseMoment(index: number, { random, postgres }: KillPlan): Moment {
  if (postgres !== undefined && index % 12 === 5) return 'after its database crashed';
  const dice = random();
  if (dice < 0.25) return 'while it starts';
  if (dice < 0.45) return 'as it gets ready';
  return dice < 0.85 ? 'just after an acceptance' : 'under load';
}

/** Resolves when it is time to kill the server, or when the server has exited by itself. */
export async function awaitMoment(moment: Moment, server: ServerProcess, plan: KillPlan): Promise<void> {
  const { random, ledger, postgres, startMilliseconds } = plan;
  if (moment === 'while it starts') {
    await Promise.race([wait(random() * startMilliseconds * 1.1), server.ended]);
    return;
  }
  if (!(await server.ready)) return;
  switch (moment) {
    case 'as it gets ready':
      await wait(random() * 60);
      return;
    case 'just after an acceptance': {
      const patience = AbortSignal.timeout(LONGEST_WAIT_MS);
      await ledger.untilAccepted(1 + Math.floor(random() * 40), patience).catch(() => undefined);
      await wait(random() * 12);
      return;
    }
    case 'under load':
      await wait(random() * 1500);
      return;
    case 'after its database crashed':
      await wait(random() * 300);
      await postgres?.crash(random() * 500);
      await wait(random() * 1500);
  }
}
