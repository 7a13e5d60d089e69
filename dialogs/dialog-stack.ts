import type { DialogContext, DialogInstance } from '#bot-framework/dialogs.ts';

/** Dialogs that were taken off the stack, to be put back as they were. Plain JSON: it can be kept with the conversation. */
export type SetAside = DialogInstance[];

/** The running dialogs of a conversation. The only place that reaches into the SDK's stack. */
export class DialogStack {
  private readonly dc: DialogContext;

  constructor(dc: DialogContext) {
    this.dc = dc;
  }

  /** The dialog that waits for the customer, with what it keeps. */
  get open(): DialogInstance | undefined {
    return this.dc.activeDialog;
  }

  /** Takes all dialogs off without ending them. */
  setAside(): SetAside {
    return this.dc.stack.splice(0);
  }

  /** Puts back what was set aside; whatever is there now is dropped. */
  putBack(aside: SetAside): void {
    this.dc.stack.splice(0, this.dc.stack.length, ...aside);
  }

  /** Drops all dialogs where one of them is of an earlier version and is not known any more. */
  dropUnknown(): void {
    if (this.dc.stack.some(({ id }) => this.dc.findDialog(id) === undefined)) this.drop();
  }

  /** Drops all dialogs without a word. */
  drop(): void {
    this.dc.stack.length = 0;
  }
}
