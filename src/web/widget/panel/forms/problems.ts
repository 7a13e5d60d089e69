import { isEmailAddress } from '#text/email-address.ts';
import type { Strings } from '#web/widget/strings/strings.ts';
import { isTooLong } from '../parts/room.tsx';

/** The problem texts to show, by field name. */
export type Problems<Field extends string> = Partial<Record<Field, string>>;

/** The fields of the form for leaving a message. */
export type TicketFields = Record<'text' | 'name' | 'email', string>;

/** The problems that keep a message from being sent; empty if it is ready. */
export function ticketProblems(
  { text, email }: TicketFields,
  strings: Strings,
): Problems<keyof TicketFields> {
  const address = email.trim();
  return {
    ...(text.trim() === '' ? { text: strings.messageMissing } : {}),
    ...(isTooLong(text) ? { text: strings.tooLong } : {}),
    ...(address === '' || isEmailAddress(address) ? {} : { email: strings.emailWrong }),
  };
}

/** The problem with the address to mail a copy of the chat to. */
export function mailProblems(email: string, strings: Strings): Problems<'email'> {
  const address = email.trim();
  if (address === '') return { email: strings.emailMissing };
  return isEmailAddress(address) ? {} : { email: strings.emailWrong };
}
