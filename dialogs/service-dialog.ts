import { Dialog, type DialogContext, type DialogTurnResult } from './dialog.ts';
import type { DialogOutcome } from './dialog-outcome.ts';
import type { DialogServices } from './services.ts';

/** A dialog that has access to the services and always ends with an outcome. */
export abstract class ServiceDialog<Options extends object> extends Dialog<Options> {
  protected readonly services: DialogServices;

  constructor(id: string, services: DialogServices) {
    super(id);
    this.services = services;
  }

  protected end(dc: DialogContext, outcome: DialogOutcome): Promise<DialogTurnResult> {
    return Promise.resolve(dc.endDialog(outcome));
  }
}
