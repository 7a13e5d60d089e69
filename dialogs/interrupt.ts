import { Dialog, type DialogContext, type DialogTurnResult, DialogTurnStatus } from './dialog.ts';
import { commandIntents, socialIntents } from '#understanding/intents.ts';
import { answerQuestions } from './answer-questions.ts';
import { DialogStack } from './dialog-stack.ts';
import type { OpenQuestion } from './open-question.ts';
import { questionIn } from './open-questions.ts';
import type { DialogServices } from './services.ts';
import type { Turn } from './turn.ts';

/** For how many turns an answer to a question that was set aside still counts. */
const PARKED_TURNS = 4;

/**
 * Answers another subject while a question is open. After a plain answer the bot asks its question once more; otherwise
 * it drops the question silently, and an answer to it still counts for a while.
 */
export async function interrupt(
  services: DialogServices,
  dc: DialogContext,
  turn: Turn,
  open: OpenQuestion<object>,
): Promise<DialogTurnResult> {
  const stack = new DialogStack(dc);
  const aside = stack.setAside();
  if (open.isCourtesy || !open.insists) {
    turn.data.pending = [];
    return answerQuestions(services, dc, turn, turn.readings);
  }
  // Questions waiting for this one keep waiting.
  const { pending } = turn.data;
  turn.data.pending = [];
  const result = await answerQuestions(services, dc, turn, turn.readings, { withFeedback: false });
  turn.data.pending.push(...pending);
  const isPlain = turn.readings.every(
    ({ certainty, intent }) =>
      certainty === 'sure' && intent !== 'human' && !socialIntents.has(intent) && !commandIntents.has(intent),
  );
  const isOwn = turn.readings.some(({ intent }) => open.isAbout(intent));
  const mayAsk = open.isKept || (isPlain && !isOwn && !turn.data.humanOffered);
  if (result.status !== DialogTurnStatus.waiting && mayAsk) {
    stack.putBack(aside);
    if (await open.askAgain(dc.context, stack.open!)) return Dialog.EndOfTurn;
    stack.setAside();
    // The customer has just been told that it is dropped.
    if (open.isKept) return result;
  }
  turn.data.parked = { stack: aside, turn: turn.data.turns };
  return result;
}

/**
 * Picks up a question that was just set aside, if the message answers it and asks nothing else. A reply to the question
 * that is open now is never an answer to the older one.
 */
export function resume(dc: DialogContext, turn: Turn): void {
  const stack = new DialogStack(dc);
  const { parked } = turn.data;
  if (parked === undefined || turn.data.turns - parked.turn > PARKED_TURNS) {
    delete turn.data.parked;
    return;
  }
  const instance = parked.stack.at(-1);
  const open = stack.open === undefined ? undefined : questionIn(dc, stack.open);
  const isFree = stack.open === undefined || (open?.isCourtesy === true && !open.accepts(turn, stack.open));
  if (instance === undefined || !isFree) return;
  const question = questionIn(dc, instance);
  if (question?.isAnswerable(instance) !== true) {
    delete turn.data.parked;
    return;
  }
  if (!question.isResumedBy(turn, instance)) return;
  stack.putBack(parked.stack);
  delete turn.data.parked;
}
