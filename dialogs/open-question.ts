import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
} from '#bot-framework/dialogs.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { ServiceDialog } from './service-dialog.ts';
import { type Turn, turnOf } from './turn.ts';

/** After so many replies that do not answer it, a question is given up. */
const mostTries = 2;

interface State<Options> {
  options: Options;
  tries: number;
  returns: number;
}

/**
 * A dialog that waits for the customer's answer to one question. It knows which replies answer it; everything
 * else (help, cancel, another subject) is the root's business. Holds no state of its own: dialog objects are
 * shared by all conversations, and `Options` is kept with the conversation.
 */
export abstract class OpenQuestion<Options extends object> extends ServiceDialog<Options> {
  /** A question that was set aside for another subject is asked again so many times. */
  protected readonly mostReturns: number = 1;

  /** Whether the question is only polite: whatever comes next, nobody misses it. */
  readonly isCourtesy: boolean = false;

  /** Whether a reply that does not answer the question is asked about; else it is taken for what it is. */
  readonly insists: boolean = true;

  /** Whether the customer would miss the question if it were left: then it is asked again after anything else. */
  readonly isKept: boolean = false;

  /** Whether an answer to `intent` is about what this question is about: then it needs no asking again. */
  isAbout(_intent: string): boolean {
    return false;
  }

  /** Asks the question. `again` is set when it was asked before and the reply did not answer it. */
  protected abstract ask(context: TurnContext, options: Options, again: boolean): Promise<void>;
  /** Whether the turn answers the question. */
  protected abstract answers(turn: Turn, options: Options): boolean;
  /** Goes on with an answer that `answers` accepted. */
  protected abstract proceed(dc: DialogContext, turn: Turn, options: Options): Promise<DialogTurnResult>;

  /** What is said when the question is dropped; nothing, where nobody misses it. */
  farewell(_options: Options): string | undefined {
    return undefined;
  }

  /** Whether the answer is the message as a whole, also where it reads like several questions. */
  protected takesWhole(_options: Options): boolean {
    return false;
  }

  /** Whether the running turn answers the question that is open in `instance`. */
  accepts(turn: Turn, instance: DialogInstance): boolean {
    const { options } = this.state(instance);
    return (turn.readings.length === 1 || this.takesWhole(options)) && this.answers(turn, options);
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
    await this.ask(dc.context, state.options, true);
    return Dialog.EndOfTurn;
  }

  /** Asks once more after another subject; false when it was asked often enough and is dropped. */
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
