import type { DialogContext, DialogTurnResult } from './dialog.ts';
import type { ConversationData } from './conversation.ts';
import type { DialogStack } from './dialog-stack.ts';
import { LeaveMessageDialog } from './leave-message.ts';
import { askAgain, questionIn } from './open-questions.ts';
import type { DialogServices } from './services.ts';
import { settle } from './settle.ts';
import type { SentTicket, Turn } from './turn.ts';

/**
 * Passes on a message sent with a form, whatever the bot is asking at that moment: nobody loses what they wrote. A
 * question about something else is asked again afterwards.
 */
export async function passOnForm(
  services: DialogServices,
  dc: DialogContext,
  turn: Turn,
  { stack, ticket }: { stack: DialogStack; ticket: SentTicket },
): Promise<DialogTurnResult> {
  forgetParked(turn.data);
  const { open } = stack;
  const aside = stack.setAside();
  const isOther =
    open !== undefined && open.id !== LeaveMessageDialog.id && questionIn(dc, open)?.isCourtesy === false;
  const result = await settle(services, dc, turn, await dc.beginDialog(LeaveMessageDialog.id, { ticket }));
  if (!isOther || stack.open !== undefined) return result;
  stack.putBack(aside);
  return askAgain(dc);
}

/** If a message was started in words and set aside, it is not asked for again. */
function forgetParked(data: ConversationData): void {
  if (data.parked?.stack.at(-1)?.id === LeaveMessageDialog.id) delete data.parked;
}
