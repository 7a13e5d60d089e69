/** The dialog engine: dialogs, the stack they are run on, and how a turn on it ended. */
export type { DialogContext, DialogInstance, DialogState, DialogTurnResult } from 'botbuilder-dialogs';
export { ComponentDialog, Dialog, DialogSet, DialogTurnStatus } from 'botbuilder-dialogs';
