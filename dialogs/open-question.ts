import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from './dialog.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { asksAnything } from '#understanding/questions.ts';
import { ServiceDialog } from './service-dialog.ts';
import { type Turn, turnOf } from './turn.ts';

/** A question is given up after this many replies that do not answer it. */
const mostTries = 2;

/** Whether the customer asks something that is not known, instead of answering. */
const isUnknownQuestion = ({ utterance, readings }: Turn): boolean =>
  asksAnything(utterance) &&
  readings.every(({ certainty, models }) => models.length === 0 && certainty === 'unknown');

interface State<Options> {
  options: Options;
  tries: number;
  returns: number;
}

/**
 * A dialog that waits for the customer's answer to one question. It knows which replies answer it; the root handles
 * everything else (help, cancel, another subject). It holds no state of its own: all conversations share the dialog
 * objects, and `Options` is stored with the conversation.
 */
export abstract class OpenQuestion<Options extends object> extends ServiceDialog<Options> {
  /** How many times a question is asked again after it was set aside for another subject. */
  protected readonly mostReturns: number = 1;

  /** Whether the question is only a courtesy that nobody misses if something else comes next. */
  readonly isCourtesy: boolean = false;

  /** Whether the bot comments on a reply that does not answer the question, instead of taking it at face value. */
  readonly insists: boolean = true;

  /** Whether the customer would miss the question if it were dropped. If so, it is asked again after anything else. */
  readonly isKept: boolean = false;

  /** Whether an answer to `intent` covers this question too, so that it need not be asked again. */
  isAbout(_intent: string): boolean {
    return false;
  }

  /** Asks the question. `again` is set if a reply did not answer it the first time. */
  protected abstract ask(context: TurnContext, options: Options, again: boolean): Promise<void>;
  /** Whether the turn answers the question. */
  protected abstract answers(turn: Turn, options: Options): boolean;
  /** Continues with an answer that `answers` accepted. */
  protected abstract proceed(dc: DialogContext, turn: Turn, options: Options): Promise<DialogTurnResult>;

  /** What to say when the question is dropped; undefined if nobody will miss it. */
  farewell(_options: Options): string | undefined {
    return undefined;
  }

  /** Whether the whole message is the answer, even if it reads like several questions. */
  protected acceptsSeveral(_options: Options): boolean {
    return false;
  }

  /** Whether the current turn answers the question that is open in `instance`. */
  accepts(turn: Turn, instance: DialogInstance): boolean {
    const { options } = this.state(instance);
    return (turn.readings.length === 1 || this.acceptsSeveral(options)) && this.answers(turn, options);
  }

  /** Whether the turn answers the question after it was set aside. By then, a reply may be about anything else. */
  isResumedBy(turn: Turn, instance: DialogInstance): boolean {
    return this.accepts(turn, instance) && this.isUnmistakable(turn, this.state(instance).options);
  }

  /** Whether an answer can only be meant for this question, whatever was said in between. */
  protected isUnmistakable(_turn: Turn, _options: Options): boolean {
    return true;
  }

  /** Whether the knowledge no longer contains the subject of the question. */
  protected isObsolete(_options: Options): boolean {
    return false;
  }

  /** Whether the question that is open in `instance` can still be answered, even if the knowledge has changed. */
  isAnswerable(instance: DialogInstance): boolean {
    return !this.isObsolete(this.state(instance).options);
  }

  /** Opens the question: asks it and waits. */
  protected async open(dc: DialogContext, options: Options): Promise<DialogTurnResult> {
    Object.assign(dc.activeDialog!.state, { options, tries: 0, returns: 0 } satisfies State<Options>);
    await this.ask(dc.context, options, false);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const state = this.state(dc.activeDialog!);
    const turn = turnOf(dc.context);
    if (this.answers(turn, state.options)) return this.proceed(dc, turn, state.options);
    state.tries += 1;
    if (state.tries >= mostTries) return this.end(dc, { kind: 'empty' });
    if (isUnknownQuestion(turn)) {
      await this.services.say(dc.context, { kind: 'unknown', text: "I don't have an answer to that." });
      await this.ask(dc.context, state.options, false);
      return Dialog.EndOfTurn;
    }
    await this.ask(dc.context, state.options, true);
    return Dialog.EndOfTurn;
  }

  /** Asks once more after another subject. Returns false if it has been asked often enough and is dropped. */
  async askAgain(context: TurnContext, instance: DialogInstance): Promise<boolean> {
    const state = this.state(instance);
    state.returns += 1;
    if (state.returns <= this.mostReturns) {
      await this.ask(context, state.options, false);
      return true;
    }
    await this.sayFarewell(context, instance);
    return false;
  }

  private async sayFarewell(context: TurnContext, instance: DialogInstance): Promise<void> {
    const text = this.farewell(this.state(instance).options);
    if (text !== undefined) await this.services.say(context, { kind: 'notice', text });
  }

  private state(instance: DialogInstance): State<Options> {
    return instance.state as State<Options>;
  }
}
