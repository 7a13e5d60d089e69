/**
 * Builds the id of an activity. It is URL-safe, because Direct Line clients do not encode ids, and derived from the
 * sequence number, so that it needs neither a column nor an index.
 */
export const activityId = (conversationId: string, seq: number): string =>
  `${conversationId}.${String(seq).padStart(6, '0')}`;

/** Builds the id of the nth reply (from 1) to an activity, before the reply has a sequence number. */
export const replyId = (conversationId: string, seq: number, n: number): string =>
  `${activityId(conversationId, seq)}-${n}`;
