import type { DialogInstance } from '#dialogs/dialog.ts';
import { LeaveMessageDialog } from '#dialogs/leave-message.ts';
import type { Turn } from '#dialogs/turn.ts';

/**
 * What a message contains for a person: a whole message that was passed on, part of one or a request to leave one, or a
 * correction of one. It is not a question to the bot, and its words must stay out of the statistics.
 */
export type MessageForPerson = 'nothing' | 'message' | 'detail' | 'correction';

/** What has to be recorded before the dialogs change it. */
export interface BeforeTurn {
  isTakingMessage: boolean;
  /** The reference of the message last left. */
  left: string | undefined;
}

const takesMessage = (stack: readonly DialogInstance[]): boolean =>
  stack.at(-1)?.id === LeaveMessageDialog.id;

export const beforeTurn = ({ data, ticket }: Turn, stack: readonly DialogInstance[]): BeforeTurn => ({
  isTakingMessage: ticket !== undefined || takesMessage(stack),
  left: data.left?.reference,
});

/** Determines what a message contained for a person, once the dialogs have run. */
export function messageForPerson(
  { data }: Turn,
  stack: readonly DialogInstance[],
  { isTakingMessage, left }: BeforeTurn,
): MessageForPerson {
  // A correction keeps the message's reference, and so does a form that is sent twice.
  if (data.left?.turn === data.turns) return data.left.reference === left ? 'correction' : 'message';
  return isTakingMessage || takesMessage(stack) ? 'detail' : 'nothing';
}
