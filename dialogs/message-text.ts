import type { ReplyMeaning, MessageDetails, MessageStep } from './message-reply.ts';
import { choice, type Reply, unquoted } from './reply.ts';

/** Longer messages are cut, and the reply says so. */
export const LONGEST_WORDS = 4000;

/** Takes back the message that the customer was about to leave. */
export const cancelWords = 'Cancel';

const skipChoice = choice('Skip this');
const chatChoice = choice('Answer me in this chat');
const sendChoice = choice('Yes, send it');
const wrongChoice = choice('No');

/** The question of a step. @param isMailed whether answers can be sent by e-mail */
export function questionOf(
  step: MessageStep,
  { name, email }: MessageDetails,
  isMailed: boolean,
): Pick<Reply, 'text' | 'choices'> {
  switch (step) {
    case 'words':
      return {
        text: 'What shall I pass on? Please put it all in one message, or say “cancel” if you change your mind.',
      };
    case 'name':
      return { text: "What's your name?", choices: [skipChoice] };
    case 'address': {
      const text = isMailed
        ? "Which e-mail address should they answer to? If you don't give one, they'll answer here in this chat."
        : "They'll answer here in this chat. Is there an e-mail address you'd like to add, in case they can't reach you here?";
      return { text, choices: [chatChoice] };
    }
    case 'check': {
      const from = typeof name === 'string' ? ` from ${unquoted(name)}` : '';
      const at = typeof email === 'string' ? `, with ${plainAddress(email)} as the address` : '';
      return {
        text: `I'll pass this on${from}${at}. Is that right?`,
        choices: [sendChoice, wrongChoice],
      };
    }
  }
}

/** The comment on a reply that answers nothing, sent before the question is asked again. */
export function noteOnReply(meaning: ReplyMeaning, step: MessageStep): string | undefined {
  switch (meaning.kind) {
    case 'when':
      return "I can't say how long it will take; somebody has to read it first.";
    case 'upset':
      return "I'm sorry for the trouble. You don't have to give it.";
    case 'strange':
      return "I don't have an answer to that.";
    case 'why':
      if (meaning.of === 'name') return "So that they know who wrote to them. You don't have to give it.";
      return step === 'address'
        ? "So that they can reach you once you've left this chat. You don't have to give it."
        : "You don't have to give an e-mail address; it only lets them reach you once you've left this chat.";
    case 'nothing':
      return undefined;
    default:
      return step === 'address'
        ? "That doesn't look like an e-mail address; it should be something like name@example.com."
        : undefined;
  }
}

/** The comment on the details of a reply, sent before the next question: it repeats what was picked up in passing. */
export function noteOnDetails(
  step: MessageStep,
  { details, more, phone }: ReplyMeaning & { kind: 'details' },
  after: MessageDetails,
): string | undefined {
  if (phone !== undefined) return "I've added your number to the message.";
  if (more !== undefined) return "I've added that to your message.";
  const { words = '', name, email } = after;
  const isLong = step === 'words' && words.length >= LONGEST_WORDS;
  const cut = isLong ? ' That was long, so I kept the first 4,000 characters.' : '';
  // If both are given, the check repeats them.
  const isChecked = typeof name === 'string' && typeof email === 'string';
  if (!isChecked && typeof details.email === 'string' && step !== 'address')
    return `Thank you, I've noted ${plainAddress(details.email)}.${cut}`;
  if (details.email === null && step === 'name')
    return "All right, no e-mail address then; they'll answer here in this chat.";
  if (!isChecked && typeof details.name === 'string') return `Thank you, ${unquoted(details.name)}.${cut}`;
  return step === 'words' ? `Thank you.${cut}` : undefined;
}

/** The confirmation once the message is stored. */
export function ticketConfirmation(
  { name, email }: MessageDetails,
  { reference, isMailed, note }: { reference: string; isMailed: boolean; note?: string | undefined },
): string {
  const where =
    isMailed && typeof email === 'string' ? `by e-mail, at ${plainAddress(email)}` : 'here in this chat';
  const thanks = typeof name === 'string' ? `Thank you, ${unquoted(name)}.` : 'Thank you.';
  return [
    note?.startsWith('Thank you') === true ? undefined : thanks,
    note,
    `Your message has been passed on; your reference is **${reference}**. They'll answer ${where}.`,
  ]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
}

/** An address in Markdown, escaped so that nothing in it is read as emphasis. */
export const plainAddress = (email: string): string => email.replaceAll(/[*_~`\\]/g, String.raw`\$&`);
