import { type RawBuilder, sql } from 'kysely';

/** Clocks of replicas differ by less. */
const SKEW_MS = 10_000;

/**
 * Whether something that was put off is due. What was put off at a time that is still to come was put off before
 * somebody set the clock back: it has waited long enough.
 * @param table with the columns `until` (not before) and `set_at` (when it was put off)
 */
export const isDue = (
  table: 'outbox' | 'deliveries' | 'hub_chats' | 'teams_chats',
  until: 'due_at' | 'busy_until',
  now: number,
): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${table}.${until}`)} <= ${now} or ${sql.ref(`${table}.set_at`)} > ${now + SKEW_MS})`;
