import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  DialogTurnStatus,
} from './dialog.ts';
import { OpenQuestion } from './open-question.ts';

/** The question that is open in `instance`; undefined for dialogs that ask nothing. */
export function questionIn(dc: DialogContext, instance: DialogInstance): OpenQuestion<object> | undefined {
  const dialog = dc.findDialog(instance.id);
  return dialog instanceof OpenQuestion ? (dialog as OpenQuestion<object>) : undefined;
}

/** The question that waits for the customer's answer; undefined if none is open. */
export const openQuestion = (dc: DialogContext): OpenQuestion<object> | undefined =>
  dc.activeDialog === undefined ? undefined : questionIn(dc, dc.activeDialog);

/** Returns to the open question, if there is one. */
export async function askAgain(dc: DialogContext): Promise<DialogTurnResult> {
  const open = openQuestion(dc);
  if (open === undefined) return { status: DialogTurnStatus.complete };
  if (await open.askAgain(dc.context, dc.activeDialog!)) return Dialog.EndOfTurn;
  dc.cancelAllDialogs();
  return { status: DialogTurnStatus.cancelled };
}
