import { Dialog, type DialogContext, type DialogTurnResult } from './dialog.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import { cutText } from '#text/cut-text.ts';
import { contactIn, freshFocus } from './conversation.ts';
import { EscalateDialog } from './escalate.ts';
import { leaveQueue } from './leave-queue.ts';
import { messageIn } from './message-offer.ts';
import {
  detailsOf,
  givesDetail,
  type ReplyMeaning,
  interpretReply,
  type KnownDetails,
  type MessageDetails,
  type MessageStep,
} from './message-reply.ts';
import {
  cancelWords,
  ticketConfirmation,
  LONGEST_WORDS,
  noteOnDetails,
  noteOnReply,
  questionOf,
} from './message-text.ts';
import { OpenQuestion } from './open-question.ts';
import type { TicketForm } from './reply.ts';
import type { DialogServices } from './services.ts';
import { helpChoice, humanChoice } from './titles.ts';
import { type SentTicket, type Turn, turnOf } from './turn.ts';

/** The details given so far; missing ones are asked for next. Plain JSON. */
export interface LeaveMessageOptions extends KnownDetails {
  /** A detail was picked up before it was asked for, and the customer has not seen it yet. */
  isUnseen?: boolean;
  /** A sentence to send once before the question. */
  note?: string | undefined;
  /** The customer has begun to answer in words, so that clients no longer show a form. */
  inWords?: boolean;
}

/** The open step: the first missing detail, then the check if a detail was picked up in passing. */
function stepOf({ words, name, email, isUnseen }: LeaveMessageOptions): MessageStep | undefined {
  if (words === undefined) return 'words';
  if (name === undefined) return 'name';
  if (email === undefined) return 'address';
  return isUnseen === true ? 'check' : undefined;
}

/**
 * Takes a message for support to read later, step by step: the text, a name, an address for the reply, and a check if a
 * detail was picked up in passing. The ticket is stored only at the end, so stopping earlier leaves no trace.
 */
export class LeaveMessageDialog extends OpenQuestion<LeaveMessageOptions> {
  static readonly id = 'leave-message';

  constructor(services: DialogServices) {
    super(LeaveMessageDialog.id, services);
  }

  /** If tickets are not accepted, a wish to leave one becomes a request for a person. */
  override async beginDialog(
    dc: DialogContext,
    { ticket, ...options }: LeaveMessageOptions & { ticket?: SentTicket },
  ): Promise<DialogTurnResult> {
    if (this.services.handoff.ticketReplies === 'none')
      return dc.replaceDialog(EscalateDialog.id, { reason: 'asked' });
    if (ticket !== undefined) return this.leave(dc, ticket, { key: ticket.key });
    const words = messageIn(turnOf(dc.context));
    if (words === undefined) return this.open(dc, options);
    return this.readDetails(dc, options, 'words', { kind: 'details', details: detailsOf(words) });
  }

  override readonly isKept = true;
  protected override readonly mostReturns = 2;

  override farewell(): string {
    return "I haven't passed on your message. Say “leave a message” if you still want to.";
  }

  /** A message may contain several questions and is still one message. */
  protected override acceptsSeveral(): boolean {
    return true;
  }

  protected async ask(context: TurnContext, options: LeaveMessageOptions): Promise<void> {
    const { text, choices = [] } = questionOf(stepOf(options) ?? 'check', options, this.isMailed());
    const { note } = options;
    const whole = note === undefined ? text : `${note} ${text}`;
    const ticketForm = options.inWords === true ? {} : { ticketForm: this.formOf(context, options) };
    await this.services.say(context, { kind: 'question', text: whole, choices, ...ticketForm });
    // The sentence is not repeated when the question is asked again.
    delete options.note;
  }

  /** The form that asks for everything at once, filled in with what is already known. */
  private formOf(context: TurnContext, { words, name, email }: LeaveMessageOptions): TicketForm {
    const contact = contactIn(turnOf(context).data);
    return {
      ...contact,
      ...(words && { text: words }),
      ...(name && { name }),
      ...(email && { email }),
      cancel: cancelWords,
    };
  }

  protected answers(turn: Turn, options: LeaveMessageOptions): boolean {
    return interpretReply(stepOf(options) ?? 'check', turn, turn.utterance, options).kind !== 'aside';
  }

  protected override isUnmistakable(turn: Turn, options: LeaveMessageOptions): boolean {
    return givesDetail(stepOf(options) ?? 'check', turn, options);
  }

  protected async proceed(
    dc: DialogContext,
    turn: Turn,
    before: LeaveMessageOptions,
  ): Promise<DialogTurnResult> {
    const options = { ...before, inWords: true, doubted: undefined, isWrong: undefined };
    const step = stepOf(options) ?? 'check';
    // Longer messages are cut anyway, and reading a huge one in full would hold up every other conversation.
    const written = cutText((dc.context.activity.text ?? turn.utterance).trim(), LONGEST_WORDS);
    const meaning = interpretReply(step, turn, written, before);
    switch (meaning.kind) {
      case 'details':
        return this.readDetails(dc, options, step, meaning);
      case 'agreed':
        return this.leave(dc, options);
      case 'leaving':
        return options.words === undefined
          ? this.withdraw(dc, 'All right, no message then. Goodbye!')
          : this.leave(dc, options);
      case 'withdrawn':
        return this.withdraw(dc);
      case 'pause':
        return this.waitAfter(dc, 'Of course, take your time.');
      case 'refused':
        // The stored question remembers it, without being asked again.
        before.isWrong = true;
        return this.waitAfter(dc, 'What should I change? Please write the right name or address.');
      default: {
        const doubted = meaning.kind === 'why' ? meaning.of : undefined;
        return this.open(dc, { ...options, doubted, note: noteOnReply(meaning, step) });
      }
    }
  }

  /** Sends a reply and leaves the question open without repeating it. */
  private async waitAfter(dc: DialogContext, text: string): Promise<DialogTurnResult> {
    await this.services.say(dc.context, { kind: 'notice', text });
    return Dialog.EndOfTurn;
  }

  /** Records details and moves on to what is missing. */
  private async readDetails(
    dc: DialogContext,
    before: LeaveMessageOptions,
    step: MessageStep,
    meaning: ReplyMeaning & { kind: 'details' },
  ): Promise<DialogTurnResult> {
    const { details, more, phone } = meaning;
    const parts = [before.words ?? details.words, more, phone === undefined ? undefined : `Phone: ${phone}`];
    const words = parts.filter((part) => part !== undefined).join('\n');
    const isPickedUp =
      meaning.isDoubtful === true ||
      (typeof details.name === 'string' && step !== 'name') ||
      (typeof details.email === 'string' && step !== 'address');
    const after = {
      ...before,
      ...details,
      words: cutText(words, LONGEST_WORDS),
      isUnseen: isPickedUp || before.isUnseen === true,
    };
    const next = stepOf(after);
    const note = noteOnDetails(step, meaning, after);
    if (next === undefined) return this.leave(dc, after, { note });
    // The note has shown what was picked up, or the check is about to.
    return this.open(dc, { ...after, isUnseen: next === 'check', note });
  }

  private async withdraw(
    dc: DialogContext,
    text = 'All right, no message then. What else can I do for you?',
  ): Promise<DialogTurnResult> {
    delete turnOf(dc.context).data.messageOffered;
    await this.services.say(dc.context, {
      kind: 'notice',
      text,
      choices: [helpChoice, humanChoice],
    });
    return this.end(dc, { kind: 'cancelled' });
  }

  private async leave(
    dc: DialogContext,
    details: MessageDetails,
    { note, key = dc.context.activity.id ?? '' }: { note?: string | undefined; key?: string } = {},
  ): Promise<DialogTurnResult> {
    const { words = '', name, email } = details;
    const { data, now } = turnOf(dc.context);
    const { channelId, from } = dc.context.activity;
    const conversationId = conversationKey(dc.context.activity);
    const focus = freshFocus(data, now);
    const { reference } = await this.services.handoff.openTicket({
      // A turn that runs again leaves the same ticket, and so does a form that is sent twice.
      key: `${conversationId}/${key}`,
      conversationId,
      channelId,
      userId: from.id,
      text: words,
      name: name ?? from.name ?? 'Customer',
      ...(typeof email === 'string' ? { email } : {}),
      intent: focus?.intent,
      models: focus?.models ?? [],
    });
    // A customer who has left a message no longer waits.
    const left = await leaveQueue(this.services, dc.context);
    delete data.messageOffered;
    data.left = { reference, turn: data.turns, ...(name && { name }), ...(email && { email }) };
    await this.services.say(dc.context, {
      kind: 'handoff',
      text: ticketConfirmation(details, { reference, isMailed: this.isMailed(), note }),
      choices: [helpChoice],
      ...(left ? { handoff: { state: 'bot' } } : {}),
    });
    return this.end(dc, { kind: 'done', answered: false });
  }

  private isMailed(): boolean {
    return this.services.handoff.ticketReplies === 'mail';
  }
}
