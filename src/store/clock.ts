/** Returns the current time: the real one in production, a counter in tests. */
export type Clock = () => Date;

const HOUR = 3_600_000;

/** Rounds a time down to the hour, in milliseconds. See `ConversationRow.last_active_at`. */
export const activeHour = (now: number): number => now - (now % HOUR);
