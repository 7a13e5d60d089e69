/** A turn: the context in which the bot answers, and the base class of the adapters with which channels run it. */
import './sdk-on-demand.ts';

export { BotAdapter } from 'botbuilder-core/lib/botAdapter.js';
export { TurnContext } from 'botbuilder-core/lib/turnContext.js';
