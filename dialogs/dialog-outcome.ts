import type { Reading } from '#understanding/understanding.ts';

/** How a dialog ended. The root continues differently after each outcome. */
export type DialogOutcome =
  /** It gave its reply. `answered`: the reply stated a fact, so it makes sense to ask whether it helped. */
  | { kind: 'done'; answered: boolean }
  /** The customer chose the meaning, which now needs an answer. */
  | { kind: 'chosen'; reading: Reading }
  /** The customer cancelled. */
  | { kind: 'cancelled' }
  /** The customer was offered possible meanings, and none of them was right. */
  | { kind: 'declined' }
  /** The question was asked as often as is polite, without getting an answer. */
  | { kind: 'empty' };

/** Whether a dialog's result is one of these outcomes. */
export const isDialogOutcome = (result: unknown): result is DialogOutcome =>
  typeof result === 'object' && result !== null && 'kind' in result;
