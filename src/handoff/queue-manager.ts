import type { Logger } from 'pino';
import { type Ages, createAges } from '#time/ages.ts';
import type { ChatStore, PresenceStore } from './chat.ts';
import type { GracePeriod } from './grace-period.ts';
import type { OpeningHours } from './opening-hours.ts';
import { type PeriodicTask, createPeriodicTask } from '#time/periodic-task.ts';
import { isPresent } from './queue.ts';
import { announcePositions } from './queue-manager/announce-positions.ts';
import { assignChats } from './queue-manager/assign-chats.ts';
import { checkConnected } from './queue-manager/check-connected.ts';
import { checkWaiting } from './queue-manager/check-waiting.ts';
import type { QueueContext, QueueRules } from './queue-manager/queue-context.ts';

const INTERVAL_MS = 5000;

export interface QueueManagerParts {
  chats: ChatStore;
  presences: PresenceStore;
  rules: QueueRules;
  hours: OpeningHours | undefined;
  clock: () => Date;
  /** Omit if nobody sets the clock. */
  ages?: Ages;
  /** While it lasts, nobody counts as gone. Restarted after each outage. */
  grace: GracePeriod;
  log: Logger;
}

/**
 * Creates the queue manager, which makes sure that nobody is forgotten in the queue or in a chat. All replicas run one
 * at the same time, because each change is decided on the chat's current state.
 */
export function createQueueManager(parts: QueueManagerParts): PeriodicTask {
  const { clock, grace, log, rules } = parts;
  const { ages = createAges(clock, clock) } = parts;
  const context: QueueContext = { ...parts, ages };
  let lastAt = clock();
  return createPeriodicTask(async () => {
    // If a pass is this late, the process was suspended or the database did not answer: the desks were not noted either.
    if ((ages.ageOf(lastAt) ?? 0) > INTERVAL_MS + rules.presenceTimeoutMs / 2) grace.restart();
    lastAt = clock();
    try {
      await manageOnce(context);
    } catch (error) {
      grace.restart();
      log.warn({ err: error }, 'could not manage the queue; trying again in a few seconds');
    }
  }, INTERVAL_MS);
}

async function manageOnce(context: QueueContext): Promise<void> {
  const { presences, rules, clock } = context;
  const now = clock();
  const listed = await presences.list();
  const { presenceTimeoutMs } = rules;
  await checkConnected(
    context,
    listed.filter((presence) => isPresent(presence, { now, presenceTimeoutMs })),
  );
  await checkWaiting(context, listed, now);
  await assignChats(context, now);
  await announcePositions(context, now);
}
