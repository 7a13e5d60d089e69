/** A turn: the context that the bot answers in, and the base of the adapters that channels run it with. */
import './sdk-on-demand.ts';

export { BotAdapter } from 'botbuilder-core/lib/botAdapter.js';
export { TurnContext } from 'botbuilder-core/lib/turnContext.js';
