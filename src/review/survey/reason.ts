/** Why a question is worth a look, by worth, highest first. */
export const reviewReasons = [
  /** The bot did not know. */
  'unknown',
  /** It asked to clarify, and the customer chose nothing. */
  'not-chosen',
  /** The customer said that the answer did not help. */
  'not-helpful',
  /** The customer then asked for a person. */
  'person',
  /** The customer chose a less likely meaning. */
  'second-best',
  /** It answered, although another meaning was nearly as likely. */
  'low-margin',
] as const;
export type ReviewReason = (typeof reviewReasons)[number];
