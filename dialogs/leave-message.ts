import type { TurnContext } from 'botbuilder';
import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { z } from 'zod';
import { conversationKey } from '../src/handoff/conversation-key.ts';
import { commandIntents } from '../src/understanding/intents.ts';
import { freshFocus } from './conversation.ts';
import { leaveQueue } from './leave-queue.ts';
import { OpenQuestion } from './open-question.ts';
import { cutText } from '../src/text/cut-text.ts';
import { type Choice, choice } from './reply.ts';
import type { DialogServices } from './services.ts';
import { helpChoice } from './titles.ts';
import { type Turn, turnOf } from './turn.ts';

/** What has been told so far; what is missing is asked next. Plain JSON. */
export interface LeaveMessageOptions {
  words?: string;
  name?: string;
  /** The last reply to the question for an e-mail address was none. */
  wasNoAddress?: boolean;
}

const LONGEST_WORDS = 4000;
const LONGEST_NAME = 80;

/** Begins a message, once that was offered. */
export const leaveChoice: Choice = choice('Leave a message');
const wantsTo = /^\W*(\w+\W+){0,4}(leave|send|take)\b.{0,20}\bmessage\b\W*(\w+\W*){0,3}$/i;

/** Whether the customer takes up the offer to leave a message, in so many words or with a yes to it. */
export function takesOffer({ utterance, readings, data, isWaiting }: Turn, isFree: boolean): boolean {
  if (data.messageOffered === undefined) return isWaiting && wantsTo.test(utterance);
  const [{ intent, certainty }] = readings;
  const saysYes = readings.length === 1 && intent === 'yes' && certainty === 'sure';
  const wasJustOffered = data.messageOffered === data.turns - 1;
  return wantsTo.test(utterance) || (isFree && wasJustOffered && saysYes);
}

const withoutEmail: Choice = choice('Without e-mail');
const declines = /^\s*(without( an?)? e-?mail|no e-?mail|none|skip|i (don'?t|do not) have (one|any))\W*$/i;
const address = z.email().max(254);

/** The e-mail address in a reply, also where words stand around it. */
const addressIn = (text: string): string | undefined =>
  text
    .split(/[\s<>,;]+/)
    .map((word) => word.replace(/[.!?]+$/, '').replace(/^mailto:/i, ''))
    .find((word) => address.safeParse(word).success);

/**
 * Takes a message for whoever reads it later: the words, a name, and an address to answer to. It is kept at the end, as
 * one; a customer who stops before has left nothing.
 */
export class LeaveMessageDialog extends OpenQuestion<LeaveMessageOptions> {
  static readonly id = 'leave-message';

  constructor(services: DialogServices) {
    super(LeaveMessageDialog.id, services);
  }

  override async beginDialog(dc: DialogContext, options: LeaveMessageOptions): Promise<DialogTurnResult> {
    return this.open(dc, options);
  }

  farewell(): string {
    return 'Your message was not left. Ask for a person again when you want to leave one.';
  }

  /** A message may hold several questions, and is none of them. */
  protected override takesWhole({ words }: LeaveMessageOptions): boolean {
    return words === undefined;
  }

  protected async ask(
    context: TurnContext,
    { words, name, wasNoAddress }: LeaveMessageOptions,
  ): Promise<void> {
    const never = 'Say “cancel” to leave no message.';
    if (words === undefined) {
      const text = `What shall I pass on? Please write it in one message. ${never}`;
      await this.services.say(context, { kind: 'question', text });
    } else if (name === undefined) {
      await this.services.say(context, { kind: 'question', text: 'Thank you. What is your name?' });
    } else {
      const text =
        wasNoAddress === true
          ? `That does not look like an e-mail address. Please write it like name@example.com. ${never}`
          : 'And which e-mail address shall they answer to? Without one they answer here in the chat.';
      await this.services.say(context, { kind: 'question', text, choices: [withoutEmail] });
    }
  }

  protected answers({ readings, utterance }: Turn, { words, name }: LeaveMessageOptions): boolean {
    if (words === undefined) return true;
    const [{ intent, certainty }] = readings;
    // Another question is answered in between; everything else is taken for what was asked.
    const isQuestion = certainty === 'sure' && !commandIntents.has(intent);
    if (name === undefined) return !isQuestion;
    return addressIn(utterance) !== undefined || declines.test(utterance) || !isQuestion;
  }

  protected async proceed(
    dc: DialogContext,
    { utterance }: Turn,
    { words, name }: LeaveMessageOptions,
  ): Promise<DialogTurnResult> {
    const written = (dc.context.activity.text ?? utterance).trim();
    if (words === undefined) return this.open(dc, { words: cutText(written, LONGEST_WORDS) });
    if (name === undefined) return this.open(dc, { words, name: cutText(written, LONGEST_NAME) });
    const email = addressIn(written);
    if (email === undefined && !declines.test(written))
      return this.open(dc, { words, name, wasNoAddress: true });
    return this.leave(dc, { words, name, email });
  }

  private async leave(
    dc: DialogContext,
    { words, name, email }: { words: string; name: string; email: string | undefined },
  ): Promise<DialogTurnResult> {
    const { data, now } = turnOf(dc.context);
    const { channelId, id = '', from } = dc.context.activity;
    const conversationId = conversationKey(dc.context.activity);
    const focus = freshFocus(data, now);
    const { reference } = await this.services.handoff.leaveMessage({
      // A turn that runs again leaves the same message.
      key: `${conversationId}/${id}`,
      conversationId,
      channelId,
      userId: from.id,
      words,
      name,
      ...(email === undefined ? {} : { email }),
      subject: focus?.intent,
      models: focus?.models ?? [],
    });
    // Who has left a message waits no longer.
    const left = await leaveQueue(this.services, dc.context);
    const where = email === undefined ? 'here in the chat' : 'by e-mail';
    delete data.messageOffered;
    await this.services.say(dc.context, {
      kind: 'handoff',
      text: `Thank you, your message is left. Your reference is **${reference}**; they answer ${where}. Is there anything else?`,
      choices: [helpChoice],
      ...(left ? { handoff: { state: 'bot' } } : {}),
    });
    return this.end(dc, { kind: 'done', answered: false });
  }
}
