import type { TurnContext } from 'botbuilder';
import {
  ComponentDialog,
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  DialogTurnStatus,
} from 'botbuilder-dialogs';
import { commandIntents, isReaction, socialIntents } from '../src/understanding/intents.ts';
import { asksAnything } from '../src/understanding/questions.ts';
import type { Reading } from '../src/understanding/understanding.ts';
import { AppFaqDialog } from './app-faq.ts';
import { ClarifyDialog } from './clarify.ts';
import { freshFocus, newConversation, rememberSpoken } from './conversation.ts';
import { DialogStack } from './dialog-stack.ts';
import { EscalateDialog } from './escalate.ts';
import { FeedbackDialog } from './feedback.ts';
import { sayHelpful } from './feedback-replies.ts';
import { GuestNetworkDialog } from './guest-network.ts';
import { askedOfLastSteps } from './guest-steps.ts';
import { KrackDialog } from './krack.ts';
import { LeaveMessageDialog } from './leave-message.ts';
import { leavesQueue, sayLeftQueue } from './leave-queue.ts';
import { takesOffer } from './message-offer.ts';
import { OpenQuestion } from './open-question.ts';
import {
  asksOfKrack,
  krackReading,
  languageOf,
  patchReadings,
  sayEnglishOnly,
  wantsPersonInOwn,
} from './other-language.ts';
import { isOutcome, type Outcome } from './outcome.ts';
import { PatchStatusDialog } from './patch-status.ts';
import { ReactionDialog } from './reaction.ts';
import { routeOf } from './route.ts';
import type { DialogServices } from './services.ts';
import { SmallTalkDialog, topicChoices } from './small-talk.ts';
import { isVenting, offerPersonToUpset, sayUnderstanding, sootheVenting, takesPerson } from './soothe.ts';
import { choicesFor, helpChoice, humanChoice } from './titles.ts';
import { type Turn, turnOf } from './turn.ts';
import { sayPartUnknown, sayUnknown } from './unknown.ts';

/** Whether a card's button was pressed: it carries a value, and no text. */
const isSubmit = ({ activity }: TurnContext): boolean =>
  typeof activity.value === 'object' && activity.value !== null;

/** Commands that are no answer to anything: what is said to them where no question is open. */
const idleReplies: Record<string, string> = {
  yes: 'All right. What would you like to know?',
  no: 'All right. Is there anything else I can help with?',
  cancel: 'There is nothing to cancel. What would you like to know?',
};

/** The answer to a question that was left is heard for so many turns. */
const PARKED_TURNS = 4;

/**
 * The one dialog that every message enters. It handles what may come at any moment (help, cancel, start over,
 * a person, another subject) once, for all the others: an open question is then asked again or dropped with a
 * word, never forgotten silently. "Did this help?" alone is a courtesy that any other message ends.
 */
export class RootDialog extends ComponentDialog {
  static readonly id = 'root';
  private readonly services: DialogServices;

  constructor(services: DialogServices) {
    super(RootDialog.id);
    this.services = services;
    this.addDialog(new KrackDialog(services));
    this.addDialog(new PatchStatusDialog(services));
    this.addDialog(new AppFaqDialog(services));
    this.addDialog(new GuestNetworkDialog(services));
    this.addDialog(new ClarifyDialog(services));
    this.addDialog(new FeedbackDialog(services));
    this.addDialog(new SmallTalkDialog(services));
    this.addDialog(new ReactionDialog(services));
    this.addDialog(new EscalateDialog(services));
    this.addDialog(new LeaveMessageDialog(services));
  }

  protected override onBeginDialog(innerDc: DialogContext): Promise<DialogTurnResult> {
    return this.take(innerDc);
  }

  protected override onContinueDialog(innerDc: DialogContext): Promise<DialogTurnResult> {
    return this.take(innerDc);
  }

  /** Takes a message for what it is: a command, an answer to the open question, or something else. */
  private async take(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const stack = new DialogStack(dc);
    const { data } = turn;
    // What is said in a message to a person is no question to the bot.
    if (stack.open?.id !== LeaveMessageDialog.id) rememberSpoken(data, turn.now, turn.readings);
    // "Did this help?" was answered by a press under the answer: what comes now is about something else.
    if (data.feedbackGiven === true && this.openQuestion(dc)?.isCourtesy === true) stack.drop();
    delete data.feedbackGiven;

    if (turn.utterance === '') return this.sayUnreadable(dc);
    const command = await this.takeCommand(dc, turn, stack);
    if (command !== undefined) return command;
    this.resume(turn, stack);

    const open = this.openQuestion(dc);
    const language = languageOf(turn, this.services);
    if (language !== undefined && open?.accepts(turn, stack.open!) !== true)
      return this.takeOtherLanguage(dc, turn, language);
    const steps = askedOfLastSteps(this.services.knowledge, turn);
    if (steps !== undefined && open?.accepts(turn, stack.open!) !== true) {
      stack.drop();
      if (steps.asked?.kind === 'failed')
        return this.settle(dc, turn, await dc.beginDialog(ReactionDialog.id, { reaction: 'still-failing' }));
      const options = { utterance: turn.utterance, models: turn.readings[0].models, ...steps };
      return this.settle(dc, turn, await dc.beginDialog(GuestNetworkDialog.id, options));
    }
    if (open === undefined) return this.answer(dc, turn, turn.readings);
    if (open.accepts(turn, stack.open!)) return this.settle(dc, turn, await dc.continueDialog());
    const isOther = turn.readings.some(
      ({ certainty, intent }) => certainty === 'sure' && (isReaction(intent) || !commandIntents.has(intent)),
    );
    // A question that is only half understood is a question all the same, and no answer to ours.
    const mayAskElse =
      !open.isKept &&
      turn.readings.some(({ certainty }) => certainty === 'close') &&
      asksAnything(turn.utterance);
    if (open.isCourtesy || !open.insists || isOther || mayAskElse) return this.interrupt(dc, turn, open);
    return this.settle(dc, turn, await dc.continueDialog());
  }

  /** A message in another language: its patch status where that is what it asks for, else a word in that language. */
  private async takeOtherLanguage(dc: DialogContext, turn: Turn, code: string): Promise<DialogTurnResult> {
    new DialogStack(dc).drop();
    const asked = patchReadings(turn, this.services.knowledge.languages.get(code));
    if (asked !== undefined) return this.answer(dc, turn, asked);
    if (asksOfKrack(turn)) return this.answer(dc, turn, [krackReading(turn)]);
    await sayEnglishOnly(this.services, dc.context, turn, code);
    return { status: DialogTurnStatus.complete };
  }

  private async sayUnreadable(dc: DialogContext): Promise<DialogTurnResult> {
    const text = isSubmit(dc.context)
      ? 'That button belongs to an older message and no longer works. Please type your question instead.'
      : 'I can only read text. Please write your question in words.';
    await this.services.say(dc.context, { kind: 'notice', text });
    return this.askAgain(dc);
  }

  /** What works at any moment, whatever is open; undefined where the message is no such command. */
  private async takeCommand(
    dc: DialogContext,
    turn: Turn,
    stack: DialogStack,
  ): Promise<DialogTurnResult | undefined> {
    const [first] = turn.readings;
    const open = this.openQuestion(dc);
    const isOne = turn.readings.length === 1 && first.certainty === 'sure';
    if (isOne && first.intent === 'start-over') return this.startOver(dc, turn);
    const isPersonTaken = takesPerson(turn) || wantsPersonInOwn(turn, this.services);
    if (isPersonTaken && (open === undefined || open.isCourtesy)) {
      stack.drop();
      turn.data.misses = 0;
      await dc.beginDialog(EscalateDialog.id, { reason: 'offered' });
      return this.finish(dc, turn, false);
    }
    if (leavesQueue(turn) && (open === undefined || open.isCourtesy || first.intent !== 'cancel')) {
      if (open?.isCourtesy === true) stack.drop();
      await sayLeftQueue(this.services, dc.context);
      return this.askAgain(dc);
    }
    if (takesOffer(turn, open === undefined) && stack.open?.id !== LeaveMessageDialog.id) {
      stack.drop();
      return dc.beginDialog(LeaveMessageDialog.id, {});
    }
    // What is said in a message to a person is theirs to read.
    if (stack.open?.id !== LeaveMessageDialog.id) {
      if (isVenting(turn)) {
        stack.drop();
        await sootheVenting(this.services, dc.context, turn);
        return { status: DialogTurnStatus.complete };
      }
      await sayUnderstanding(this.services, dc.context, turn);
      if (isOne && first.intent === 'cancel' && open !== undefined) return this.cancel(dc, turn);
    }
    return undefined;
  }

  /** Takes up a question that was left a moment ago, where the message answers it and asks nothing else. */
  private resume(turn: Turn, stack: DialogStack): void {
    const { parked } = turn.data;
    if (parked === undefined || turn.data.turns - parked.turn > PARKED_TURNS) {
      delete turn.data.parked;
      return;
    }
    const instance = parked.stack.at(-1);
    const isFree = stack.open === undefined || this.questionIn(stack.open)?.isCourtesy === true;
    if (instance === undefined || !isFree) return;
    if (this.questionIn(instance)?.accepts(turn, instance) !== true) return;
    stack.putBack(parked.stack);
    delete turn.data.parked;
  }

  /**
   * Answers another subject while a question is open. The question is asked once more after a plain answer; else it is
   * left without a word, and an answer to it is still heard for a while.
   */
  private async interrupt(
    dc: DialogContext,
    turn: Turn,
    open: OpenQuestion<object>,
  ): Promise<DialogTurnResult> {
    const stack = new DialogStack(dc);
    const aside = stack.setAside();
    if (open.isCourtesy || !open.insists) {
      turn.data.pending = [];
      return this.answer(dc, turn, turn.readings);
    }
    // Questions that wait for this one go on waiting.
    const { pending } = turn.data;
    turn.data.pending = [];
    const result = await this.answer(dc, turn, turn.readings, { withFeedback: false });
    turn.data.pending.push(...pending);
    const isPlain = turn.readings.every(
      ({ certainty, intent }) =>
        certainty === 'sure' &&
        intent !== 'human' &&
        !socialIntents.has(intent) &&
        !commandIntents.has(intent),
    );
    const isOwn = turn.readings.some(({ intent }) => open.isAbout(intent));
    const mayAsk = open.isKept || (isPlain && !isOwn && !turn.data.humanOffered);
    if (result.status !== DialogTurnStatus.waiting && mayAsk) {
      stack.putBack(aside);
      if (await open.askAgain(dc.context, stack.open!)) return Dialog.EndOfTurn;
      stack.setAside();
    }
    turn.data.parked = { stack: aside, turn: turn.data.turns };
    return result;
  }

  /** Answers readings in order, plain answers before those that may ask something back. */
  private async answer(
    dc: DialogContext,
    turn: Turn,
    readings: readonly Reading[],
    { withFeedback = true }: { withFeedback?: boolean } = {},
  ): Promise<DialogTurnResult> {
    const { knowledge } = this.services;
    const routed = readings.map((reading) => ({ reading, route: routeOf(knowledge, reading) }));
    routed.sort((a, b) => Number(a.route?.mayAsk ?? false) - Number(b.route?.mayAsk ?? false));
    let answered = false;
    for (const [at, { reading, route }] of routed.entries()) {
      if (reading.certainty === 'unknown' && readings.length > 1) {
        await sayPartUnknown(this.services, dc.context, reading);
        continue;
      }
      if (route === undefined || (commandIntents.has(reading.intent) && !isReaction(reading.intent))) {
        await this.answerWithoutDialog(dc, turn, reading);
        continue;
      }
      if (reading.certainty === 'sure' && !isReaction(reading.intent)) turn.data.misses = 0;
      const result = await dc.beginDialog(route.dialogId, route.options);
      if (result.status === DialogTurnStatus.waiting) {
        turn.data.pending.unshift(...routed.slice(at + 1).map((rest) => rest.reading.utterance));
        return result;
      }
      answered ||= isOutcome(result.result) && result.result.kind === 'done' && result.result.answered;
    }
    const wantsHuman = readings.some(({ intent }) => intent === 'human');
    return this.finish(dc, turn, withFeedback && answered && !wantsHuman);
  }

  /** What a dialog came to, after the customer's answer to its question. */
  private async settle(dc: DialogContext, turn: Turn, result: DialogTurnResult): Promise<DialogTurnResult> {
    if (result.status === DialogTurnStatus.waiting) return result;
    const outcome: Outcome = isOutcome(result.result) ? result.result : { kind: 'cancelled' };
    switch (outcome.kind) {
      case 'chosen':
        return this.answer(dc, turn, [outcome.reading]);
      case 'empty':
        // The reply was no answer; perhaps it was a question of its own.
        if (turn.readings.some((reading) => reading.certainty === 'close')) {
          return this.answer(dc, turn, turn.readings);
        }
        await sayUnknown(this.services, dc.context);
        return this.finish(dc, turn, false);
      case 'declined':
        await sayUnknown(this.services, dc.context);
        return this.finish(dc, turn, false);
      case 'cancelled':
        return this.finish(dc, turn, false);
      case 'done':
        turn.data.misses = 0;
        return this.finish(dc, turn, outcome.answered);
    }
  }

  /** Goes on with questions that waited, else asks whether the answer helped, else rests. */
  private async finish(dc: DialogContext, turn: Turn, answered: boolean): Promise<DialogTurnResult> {
    const [next, ...rest] = turn.data.pending;
    if (next !== undefined) {
      turn.data.pending = rest;
      const { readings } = this.services.understand(next, freshFocus(turn.data, turn.now));
      return this.answer(dc, turn, readings);
    }
    if (await offerPersonToUpset(this.services, dc.context, turn))
      return { status: DialogTurnStatus.complete };
    if (turn.isUpset) return { status: DialogTurnStatus.complete };
    const { lastAnswerId: answerId, askedFeedback } = turn.data;
    if (!answered || answerId === undefined) return { status: DialogTurnStatus.complete };
    if (askedFeedback) {
      turn.data.askedFeedback = false;
      return { status: DialogTurnStatus.complete };
    }
    turn.data.askedFeedback = true;
    const answer = this.services.knowledge.answers.get(answerId);
    return dc.beginDialog(FeedbackDialog.id, {
      answerId,
      next: choicesFor(this.services.knowledge, answer?.followUps ?? []),
    });
  }

  /** Commands with no question open, and whatever is not known. */
  private async answerWithoutDialog(dc: DialogContext, turn: Turn, reading: Reading): Promise<void> {
    const { intent } = reading;
    if (reading.certainty !== 'sure' || !commandIntents.has(intent)) {
      await sayUnknown(this.services, dc.context, reading);
      return;
    }
    const { lastAnswerId } = turn.data;
    if (intent === 'feedback-good' || intent === 'feedback-bad') {
      const given = { answerId: lastAnswerId, helpful: intent === 'feedback-good' };
      await sayHelpful(this.services, dc.context, turn.data, given);
      return;
    }
    const text = idleReplies[intent] ?? 'What would you like to know?';
    await this.services.say(dc.context, { kind: 'small-talk', text, choices: [helpChoice, humanChoice] });
  }

  private async startOver(dc: DialogContext, turn: Turn): Promise<DialogTurnResult> {
    await dc.cancelAllDialogs();
    const { turns, greeted } = turn.data;
    // A place in the queue is kept: it is given up by its own words only.
    Object.assign(turn.data, newConversation(), { turns, greeted });
    delete turn.data.focus;
    delete turn.data.question;
    delete turn.data.lastAnswerId;
    delete turn.data.messageOffered;
    const text = "All right, let's start over. What would you like to know?";
    await this.services.say(dc.context, { kind: 'small-talk', text, choices: topicChoices(this.services) });
    return { status: DialogTurnStatus.complete };
  }

  private async cancel(dc: DialogContext, turn: Turn): Promise<DialogTurnResult> {
    await dc.cancelAllDialogs();
    turn.data.pending = [];
    const text = "All right, let's leave that. What else would you like to know?";
    await this.services.say(dc.context, { kind: 'notice', text, choices: [helpChoice, humanChoice] });
    return { status: DialogTurnStatus.cancelled };
  }

  /** Takes the open question up again, where there is one. */
  private async askAgain(dc: DialogContext): Promise<DialogTurnResult> {
    const open = this.openQuestion(dc);
    if (open === undefined) return { status: DialogTurnStatus.complete };
    if (await open.askAgain(dc.context, dc.activeDialog!)) return Dialog.EndOfTurn;
    await dc.cancelAllDialogs();
    return { status: DialogTurnStatus.cancelled };
  }

  private openQuestion(dc: DialogContext): OpenQuestion<object> | undefined {
    return dc.activeDialog === undefined ? undefined : this.questionIn(dc.activeDialog);
  }

  private questionIn(instance: DialogInstance): OpenQuestion<object> | undefined {
    const dialog = this.dialogs.find(instance.id);
    return dialog instanceof OpenQuestion ? (dialog as OpenQuestion<object>) : undefined;
  }
}
