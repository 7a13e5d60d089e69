import type { Reading } from '#understanding/understanding.ts';

/** How a dialog ended. The root continues differently after each outcome. */
export type DialogOutcome =
  /** It gave its reply. `answered`: the reply stated a fact, so it is worth asking whether it helped. */
  | { kind: 'done'; answered: boolean }
  /** The customer chose what they had meant, which now needs an answer. */
  | { kind: 'chosen'; reading: Reading }
  /** The customer wants none of it. */
  | { kind: 'cancelled' }
  /** The customer was offered possible meanings, and none of them was right. */
  | { kind: 'declined' }
  /** The question was asked as often as is polite, and brought no answer. */
  | { kind: 'empty' };

/** Whether a dialog's result is one of these outcomes. */
export const isDialogOutcome = (result: unknown): result is DialogOutcome =>
  typeof result === 'object' && result !== null && 'kind' in result;
