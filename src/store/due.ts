import { type RawBuilder, sql } from 'kysely';

/** The clocks of replicas differ by less than this. */
export const SKEW_MS = 10_000;

/**
 * Whether something that was postponed is due. If the time when it was postponed is in the future, the clock has been
 * set back since, and it has waited long enough.
 * @param table has the columns `until` (not before) and `scheduled_at` (when it was postponed)
 */
export const isDue = (
  table: 'outbox' | 'deliveries' | 'hub_chats' | 'teams_chats' | 'transcript_mails' | 'event_deliveries',
  until: 'due_at' | 'leased_until',
  now: number,
): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${table}.${until}`)} <= ${now} or ${sql.ref(`${table}.scheduled_at`)} > ${now + SKEW_MS})`;
