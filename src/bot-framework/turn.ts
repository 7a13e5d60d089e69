/** A turn: the context that the bot answers in, and the base of the adapters that channels run it with. */
export { BotAdapter, TurnContext } from 'botbuilder';
