import { type DialogContext, type DialogTurnResult, DialogTurnStatus } from './dialog.ts';
import { goOn } from './answer-questions.ts';
import { newConversation } from './conversation.ts';
import type { DialogStack } from './dialog-stack.ts';
import { EscalateDialog } from './escalate.ts';
import { LeaveMessageDialog } from './leave-message.ts';
import { leavesQueue, confirmLeftQueue } from './leave-queue.ts';
import { correctionOfMessage, passOnCorrection } from './message-correction.ts';
import { acceptsOffer } from './message-offer.ts';
import { askAgain, openQuestion } from './open-questions.ts';
import { wantsPersonInOwn } from './other-language.ts';
import type { DialogServices } from './services.ts';
import { topicChoices } from './small-talk.ts';
import { isVenting, showUnderstanding, sootheVenting, acceptsPerson } from './soothe.ts';
import { helpChoice, humanChoice } from './titles.ts';
import type { Turn } from './turn.ts';

/** Handles the commands that work at any time. Returns undefined if the message is not one of them. */
export async function handleCommand(
  services: DialogServices,
  dc: DialogContext,
  turn: Turn,
  stack: DialogStack,
): Promise<DialogTurnResult | undefined> {
  const [first] = turn.readings;
  const open = openQuestion(dc);
  const isOne = turn.readings.length === 1 && first.certainty === 'sure';
  if (isOne && first.intent === 'start-over') return startOver(services, dc, turn);
  const correction = open === undefined || open.isCourtesy ? correctionOfMessage(turn) : undefined;
  if (correction !== undefined) {
    stack.drop();
    return passOnCorrection(services, dc, turn, correction);
  }
  const isPersonAccepted = acceptsPerson(turn) || wantsPersonInOwn(turn, services);
  if (isPersonAccepted && (open === undefined || open.isCourtesy)) {
    stack.drop();
    turn.data.misses = 0;
    await dc.beginDialog(EscalateDialog.id, { reason: 'offered' });
    return goOn(services, dc, turn, false);
  }
  if (leavesQueue(turn) && (open === undefined || open.isCourtesy || first.intent !== 'cancel')) {
    if (open?.isCourtesy === true) stack.drop();
    await confirmLeftQueue(services, dc.context);
    return askAgain(dc);
  }
  if (acceptsOffer(turn, open === undefined) && stack.open?.id !== LeaveMessageDialog.id) {
    stack.drop();
    return dc.beginDialog(LeaveMessageDialog.id, {});
  }
  // Everything in a message to a person is meant for that person.
  if (stack.open?.id !== LeaveMessageDialog.id) {
    if (isVenting(turn)) {
      stack.drop();
      await sootheVenting(services, dc.context, turn);
      return { status: DialogTurnStatus.complete };
    }
    await showUnderstanding(services, dc.context, turn);
    if (isOne && first.intent === 'cancel' && open !== undefined) return cancel(services, dc, turn);
  }
  return undefined;
}

async function startOver(services: DialogServices, dc: DialogContext, turn: Turn): Promise<DialogTurnResult> {
  dc.cancelAllDialogs();
  const { turns, greeted } = turn.data;
  // Only an explicit wish to leave gives up a position in the queue.
  Object.assign(turn.data, newConversation(), { turns, greeted });
  delete turn.data.focus;
  delete turn.data.question;
  delete turn.data.lastAnswerId;
  delete turn.data.messageOffered;
  delete turn.data.left;
  delete turn.data.heldBack;
  delete turn.data.parked;
  delete turn.data.option;
  const text = "All right, let's start over. What would you like to know?";
  await services.say(dc.context, { kind: 'small-talk', text, choices: topicChoices(services) });
  return { status: DialogTurnStatus.complete };
}

async function cancel(services: DialogServices, dc: DialogContext, turn: Turn): Promise<DialogTurnResult> {
  dc.cancelAllDialogs();
  turn.data.pending = [];
  delete turn.data.parked;
  const text = "All right, let's leave that. What else would you like to know?";
  await services.say(dc.context, { kind: 'notice', text, choices: [helpChoice, humanChoice] });
  return { status: DialogTurnStatus.cancelled };
}
