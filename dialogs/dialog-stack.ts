import type { DialogContext, DialogInstance } from './dialog.ts';

/** Dialogs taken off the stack, to be put back unchanged. Plain JSON, so that the conversation can store them. */
export type SetAside = DialogInstance[];

/** The running dialogs of a conversation. This is the only place that reaches into the SDK's stack. */
export class DialogStack {
  private readonly dc: DialogContext;

  constructor(dc: DialogContext) {
    this.dc = dc;
  }

  /** The dialog that waits for the customer, with its state. */
  get open(): DialogInstance | undefined {
    return this.dc.activeDialog;
  }

  /** Takes all dialogs off the stack without ending them. */
  setAside(): SetAside {
    return this.dc.stack.splice(0);
  }

  /** Puts dialogs back that were set aside, replacing whatever is running. */
  putBack(aside: SetAside): void {
    this.dc.stack.splice(0, this.dc.stack.length, ...aside);
  }

  /** Drops all dialogs if one of them comes from an earlier version and no longer exists. */
  dropUnknown(): void {
    if (this.dc.stack.some(({ id }) => this.dc.findDialog(id) === undefined)) this.drop();
  }

  /** Drops all dialogs silently. */
  drop(): void {
    this.dc.stack.length = 0;
  }
}
