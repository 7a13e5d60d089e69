import type { Reading } from '#understanding/understanding.ts';

/** How a dialog ended. Finished, cancelled and empty-handed differ: the root goes on differently after each. */
export type DialogOutcome =
  /** It told what it had to tell. `answered`: it told a fact, worth asking whether it helped. */
  | { kind: 'done'; answered: boolean }
  /** The customer chose what they had meant: this is to be answered now. */
  | { kind: 'chosen'; reading: Reading }
  /** The customer wants none of it. */
  | { kind: 'cancelled' }
  /** The customer was offered what they might have meant, and it was none of that. */
  | { kind: 'declined' }
  /** The question was asked as often as is polite and no answer came of it. */
  | { kind: 'empty' };

/** Whether a dialog's result is one of ours. */
export const isDialogOutcome = (result: unknown): result is DialogOutcome =>
  typeof result === 'object' && result !== null && 'kind' in result;
