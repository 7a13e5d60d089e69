import { Dialog, type DialogContext, type DialogTurnResult } from '#bot-framework/dialogs.ts';
import type { DialogOutcome } from './dialog-outcome.ts';
import type { DialogServices } from './services.ts';

/** A dialog of ours: it has the services, and always ends with an outcome that says how. */
export abstract class ServiceDialog<Options extends object> extends Dialog<Options> {
  protected readonly services: DialogServices;

  constructor(id: string, services: DialogServices) {
    super(id);
    this.services = services;
  }

  protected end(dc: DialogContext, outcome: DialogOutcome): Promise<DialogTurnResult> {
    return dc.endDialog(outcome);
  }
}
