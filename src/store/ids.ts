/**
 * The id of an activity: URL-safe, because Direct Line clients encode no id, and made from its place in
 * the conversation, so that it needs no column and no index.
 */
export const activityId = (conversationId: string, seq: number): string =>
  `${conversationId}.${String(seq).padStart(6, '0')}`;

/** The id of the nth (from 1) reply to an activity: known before the reply has its own place. */
export const replyId = (conversationId: string, seq: number, n: number): string =>
  `${activityId(conversationId, seq)}-${n}`;
