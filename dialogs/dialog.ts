import type { TurnContext } from '#bot-framework/turn.ts';

/** A dialog on a conversation's stack. Plain JSON, stored with the conversation. */
export interface DialogInstance {
  id: string;
  /** The dialog's own state. */
  state: object;
}

/** Whether a dialog waits for the customer, or how it ended. */
export const DialogTurnStatus = { waiting: 'waiting', complete: 'complete', cancelled: 'cancelled' } as const;

export interface DialogTurnResult {
  status: (typeof DialogTurnStatus)[keyof typeof DialogTurnStatus];
  /** The outcome of a dialog that has ended. */
  result?: unknown;
}

/**
 * A part of a conversation, about one thing. Dialogs have the names, methods and stored form of Bot Framework's, but
 * only those that we use: the SDK's set up scopes of memory, events and services for each step of each turn.
 */
export abstract class Dialog<Options extends object = object> {
  /** What a dialog returns if it waits for the customer. */
  static readonly EndOfTurn: DialogTurnResult = { status: DialogTurnStatus.waiting };
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  /** Called when the dialog is put on the stack. */
  abstract beginDialog(dc: DialogContext, options: Options): Promise<DialogTurnResult>;

  /** Called with the customer's reply to a waiting dialog. By default the dialog ends. */
  continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return Promise.resolve(dc.endDialog());
  }
}

/** The dialogs of one conversation in one turn. The topmost dialog on the stack waits for the customer. */
export class DialogContext {
  readonly context: TurnContext;
  /** Changed in place. */
  readonly stack: DialogInstance[];
  readonly #dialogs: ReadonlyMap<string, Dialog>;

  constructor(dialogs: ReadonlyMap<string, Dialog>, context: TurnContext, stack: DialogInstance[]) {
    this.#dialogs = dialogs;
    this.context = context;
    this.stack = stack;
  }

  get activeDialog(): DialogInstance | undefined {
    return this.stack.at(-1);
  }

  findDialog(id: string): Dialog | undefined {
    return this.#dialogs.get(id);
  }

  /** Puts a dialog on the stack and begins it. @throws if there is no such dialog */
  beginDialog(id: string, options: object = {}): Promise<DialogTurnResult> {
    const dialog = this.#existing(id);
    this.stack.push({ id, state: {} });
    return dialog.beginDialog(this, options);
  }

  /** Continues the topmost dialog. @throws if there is none */
  continueDialog(): Promise<DialogTurnResult> {
    return this.#existing(this.activeDialog?.id ?? '').continueDialog(this);
  }

  /** Replaces the topmost dialog with a new one. @throws if there is no such dialog */
  replaceDialog(id: string, options?: object): Promise<DialogTurnResult> {
    this.stack.pop();
    return this.beginDialog(id, options);
  }

  /** Ends the topmost dialog, and with it those below: none of ours waits for another. */
  endDialog(result?: unknown): DialogTurnResult {
    this.stack.length = 0;
    return { status: DialogTurnStatus.complete, result };
  }

  /** Takes all dialogs off the stack. */
  cancelAllDialogs(): void {
    this.stack.length = 0;
  }

  #existing(id: string): Dialog {
    const dialog = this.#dialogs.get(id);
    if (dialog === undefined) throw new Error(`There is no dialog ${JSON.stringify(id)}.`);
    return dialog;
  }
}
