/** The dialog engine: dialogs, the stack they are run on, and how a turn on it ended. */
import './sdk-on-demand.ts';

export { ComponentDialog } from 'botbuilder-dialogs/lib/componentDialog.js';
export type { DialogInstance, DialogTurnResult } from 'botbuilder-dialogs/lib/dialog.js';
export { Dialog, DialogTurnStatus } from 'botbuilder-dialogs/lib/dialog.js';
export type { DialogContext, DialogState } from 'botbuilder-dialogs/lib/dialogContext.js';
export { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
