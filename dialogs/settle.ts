import { type DialogContext, type DialogTurnResult, DialogTurnStatus } from './dialog.ts';
import { answerQuestions, goOn } from './answer-questions.ts';
import { isDialogOutcome, type DialogOutcome } from './dialog-outcome.ts';
import type { DialogServices } from './services.ts';
import type { Turn } from './turn.ts';
import { sayUnknown } from './unknown.ts';

/** Acts on a dialog's outcome after the customer has answered its question. */
export async function settle(
  services: DialogServices,
  dc: DialogContext,
  turn: Turn,
  result: DialogTurnResult,
): Promise<DialogTurnResult> {
  if (result.status === DialogTurnStatus.waiting) return result;
  const outcome: DialogOutcome = isDialogOutcome(result.result) ? result.result : { kind: 'cancelled' };
  switch (outcome.kind) {
    case 'chosen':
      turn.chosen = outcome.reading;
      return answerQuestions(services, dc, turn, [outcome.reading]);
    case 'empty':
      // The reply did not answer it; perhaps it was a separate question.
      if (turn.readings.some((reading) => reading.certainty === 'close')) {
        return answerQuestions(services, dc, turn, turn.readings);
      }
      await sayUnknown(services, dc.context);
      return goOn(services, dc, turn, false);
    case 'declined':
      await sayUnknown(services, dc.context);
      return goOn(services, dc, turn, false);
    case 'cancelled':
      return goOn(services, dc, turn, false);
    case 'done':
      turn.data.misses = 0;
      return goOn(services, dc, turn, outcome.answered);
  }
}
