import {
  type Dialog,
  DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  DialogTurnStatus,
} from './dialog.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { commandIntents, isReaction, socialIntents } from '#understanding/intents.ts';
import { asksAnything } from '#understanding/questions.ts';
import { answerQuestions } from './answer-questions.ts';
import { ClarifyDialog } from './clarify.ts';
import { handleCommand } from './commands.ts';
import { freshFocus, rememberMentions } from './conversation.ts';
import { DialogStack } from './dialog-stack.ts';
import { EscalateDialog } from './escalate.ts';
import { FeedbackDialog } from './feedback.ts';
import { GuidedAnswerDialog } from './guided-answer.ts';
import { type AskedOfLastSteps, askedOfLastSteps, type GuidedSteps, guidedStepsOf } from './guided-steps.ts';
import { interrupt, resume } from './interrupt.ts';
import { LeaveMessageDialog } from './leave-message.ts';
import { askedInstead } from './drops-question.ts';
import type { OpenQuestion } from './open-question.ts';
import { askAgain, openQuestion } from './open-questions.ts';
import { introductionReading, languageOf, patchReadings, sayEnglishOnly } from './other-language.ts';
import { PatchListDialog } from './patch-list.ts';
import { PatchStatusDialog } from './patch-status.ts';
import { PlainAnswerDialog } from './plain-answer.ts';
import { ReactionDialog } from './reaction.ts';
import type { DialogServices } from './services.ts';
import { settle } from './settle.ts';
import { SmallTalkDialog } from './small-talk.ts';
import { passOnForm } from './ticket-form.ts';
import { type Turn, turnOf } from './turn.ts';

type Readings = Turn['readings'];

/** Whether a card's button was pressed: then the activity carries a value and no text. */
const isSubmit = ({ activity }: TurnContext): boolean =>
  typeof activity.value === 'object' && activity.value !== null;

/** Whether a message that does not answer the open question is about something else, rather than a poor answer. */
function asksSomethingElse({ readings, utterance }: Turn, open: OpenQuestion<object>): boolean {
  const isOther = readings.some(
    ({ certainty, intent }) => certainty === 'sure' && (isReaction(intent) || !commandIntents.has(intent)),
  );
  // A question that is only half understood is still a question, and not an answer to ours.
  const isHalfUnderstood = readings.some(({ certainty }) => certainty === 'close') && asksAnything(utterance);
  return isOther || (!open.isKept && isHalfUnderstood);
}

/**
 * The dialog that every message enters. It handles what may come at any time (help, cancel, start over, a person,
 * another subject) once, for all the others. After that, an open question that the customer would miss is asked again,
 * or dropped with a word; others are set aside, and an answer that comes soon after still counts.
 */
export class RootDialog {
  private readonly services: DialogServices;
  private readonly dialogs: ReadonlyMap<string, Dialog>;
  /** The wording of each guided answer, by its id. */
  private readonly guided: ReadonlyMap<string, GuidedSteps>;

  constructor(services: DialogServices) {
    this.services = services;
    this.guided = new Map(
      [...services.knowledge.answers.values()].flatMap(({ id, variants }) =>
        variants === undefined ? [] : [[id, guidedStepsOf(variants)] as const],
      ),
    );
    const dialogs: Dialog[] = [
      new PlainAnswerDialog(services),
      new PatchStatusDialog(services),
      new PatchListDialog(services),
      new GuidedAnswerDialog(services, this.guided),
      new ClarifyDialog(services),
      new FeedbackDialog(services),
      new SmallTalkDialog(services),
      new ReactionDialog(services),
      new EscalateDialog(services),
      new LeaveMessageDialog(services),
    ];
    this.dialogs = new Map(dialogs.map((dialog) => [dialog.id, dialog]));
  }

  /**
   * Answers the customer's message.
   * @param stack the running dialogs; they are changed in place
   * @throws whatever the dialogs throw
   */
  async answer(context: TurnContext, stack: DialogInstance[]): Promise<void> {
    const { status } = await this.handle(new DialogContext(this.dialogs, context, stack));
    if (status !== DialogTurnStatus.waiting) stack.length = 0;
  }

  /** Decides what a message is: a command, an answer to the open question, or something else. */
  private async handle(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const stack = new DialogStack(dc);
    const { data, ticket } = turn;
    stack.dropUnknown();
    if (stack.open !== undefined && openQuestion(dc)?.isAnswerable(stack.open) === false) stack.drop();
    if (ticket !== undefined) return passOnForm(this.services, dc, turn, { stack, ticket });
    // Nothing in a message to a person is a question to the bot.
    if (stack.open?.id !== LeaveMessageDialog.id) rememberMentions(data, turn.now, turn.readings);
    // A thumb under the answer has already answered "Did this help?", so this message is about something else.
    if (data.feedbackGiven === true && openQuestion(dc)?.isCourtesy === true) stack.drop();
    delete data.feedbackGiven;

    if (turn.utterance === '') return this.sayUnreadable(dc);
    const command = await handleCommand(this.services, dc, turn, stack);
    if (command !== undefined) return command;
    resume(dc, turn);

    const instead = openQuestion(dc) === undefined ? undefined : this.askedInstead(turn);
    if (instead !== undefined) return this.answerInstead(dc, turn, instead);
    const open = openQuestion(dc);
    const language = languageOf(turn, this.services);
    if (language !== undefined && open?.accepts(turn, stack.open!) !== true)
      return this.replyToOtherLanguage(dc, turn, language);
    const steps = askedOfLastSteps(this.services.knowledge, this.guided, turn);
    if (steps !== undefined && open?.accepts(turn, stack.open!) !== true) {
      stack.drop();
      return settle(this.services, dc, turn, await this.answerAboutSteps(dc, turn, steps));
    }
    if (open === undefined) return answerQuestions(this.services, dc, turn, turn.readings);
    if (open.accepts(turn, stack.open!)) return settle(this.services, dc, turn, await dc.continueDialog());
    if (open.isCourtesy || !open.insists || asksSomethingElse(turn, open))
      return interrupt(this.services, dc, turn, open);
    return settle(this.services, dc, turn, await dc.continueDialog());
  }

  /** What the customer asks about the steps they are following. "It failed" is a reaction; the rest has an answer. */
  private answerAboutSteps(
    dc: DialogContext,
    turn: Turn,
    steps: AskedOfLastSteps,
  ): Promise<DialogTurnResult> {
    if (steps.asked?.kind === 'failed')
      return dc.beginDialog(ReactionDialog.id, { reaction: 'still-failing' });
    const options = { utterance: turn.utterance, models: turn.readings[0].models, ...steps };
    return dc.beginDialog(GuidedAnswerDialog.id, options);
  }

  /** What a message asks instead of answering the open question ("leave that, how do I …"), if it is understood. */
  private askedInstead({ utterance, data, now }: Turn): Readings | undefined {
    const rest = askedInstead(utterance);
    if (rest === undefined) return undefined;
    const { readings } = this.services.understand(rest, freshFocus(data, now));
    const isAnswerable = readings.some(
      ({ certainty, intent }) =>
        certainty === 'sure' && intent !== 'oos' && !commandIntents.has(intent) && !socialIntents.has(intent),
    );
    return isAnswerable ? readings : undefined;
  }

  /** Drops the open question silently. */
  private async answerInstead(dc: DialogContext, turn: Turn, readings: Readings): Promise<DialogTurnResult> {
    new DialogStack(dc).drop();
    turn.data.pending = [];
    delete turn.data.messageOffered;
    return answerQuestions(this.services, dc, turn, readings);
  }

  /**
   * Replies to another language: with the patch status if that was the question, otherwise with a few words in that
   * language.
   */
  private async replyToOtherLanguage(dc: DialogContext, turn: Turn, code: string): Promise<DialogTurnResult> {
    new DialogStack(dc).drop();
    const asked = patchReadings(turn, this.services.knowledge.languages.get(code));
    if (asked !== undefined) return answerQuestions(this.services, dc, turn, asked);
    const introduction = introductionReading(turn, this.services);
    if (introduction !== undefined) return answerQuestions(this.services, dc, turn, [introduction]);
    await sayEnglishOnly(this.services, dc.context, turn, code);
    return { status: DialogTurnStatus.complete };
  }

  private async sayUnreadable(dc: DialogContext): Promise<DialogTurnResult> {
    const text = isSubmit(dc.context)
      ? 'That button belongs to an older message and no longer works. Please type your question instead.'
      : 'I can only read text. Please write your question in words.';
    await this.services.say(dc.context, { kind: 'notice', text });
    return askAgain(dc);
  }
}
