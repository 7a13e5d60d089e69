import type { Logger } from 'pino';
import { type Ages, createAges } from '#time/ages.ts';
import type { ChatStore, PresenceStore } from './chat.ts';
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
  log: Logger;
}

/**
 * Creates the queue manager, which makes sure that nobody is forgotten in the queue or in a chat. All replicas run one
 * at the same time, because each change is decided on the chat's current state.
 */
export function createQueueManager(parts: QueueManagerParts): PeriodicTask {
  const { clock, log, rules } = parts;
  const { ages = createAges(clock, clock) } = parts;
  const startedAt = clock();
  const context: QueueContext = {
    ...parts,
    ages,
    // Right after a start, agents have not had time to reconnect.
    couldReconnect: () => (ages.ageOf(startedAt) ?? 0) >= rules.presenceTimeoutMs,
  };
  return createPeriodicTask(async () => {
    try {
      await manageOnce(context);
    } catch (error) {
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
