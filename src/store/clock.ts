/** Gives the present time; the real one in production, a counter in tests. */
export type Clock = () => Date;

const HOUR = 3_600_000;

/** The hour that a time lies in, in milliseconds. See `ConversationRow.last_active_at`. */
export const activeHour = (now: number): number => now - (now % HOUR);
