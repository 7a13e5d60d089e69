import type { DialogContext as AgentsDialogContext } from '@microsoft/agents-hosting-dialogs';
import type { TurnContext } from './turn.ts';

export type { DialogInstance, DialogState, DialogTurnResult } from '@microsoft/agents-hosting-dialogs';
export { ComponentDialog, Dialog, DialogSet, DialogTurnStatus } from '@microsoft/agents-hosting-dialogs';

/** A dialog context whose turn context comes from our adapters. */
export interface DialogContext extends AgentsDialogContext {
  readonly context: TurnContext;
}
