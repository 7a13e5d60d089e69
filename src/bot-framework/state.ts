/** What the bot remembers between turns, and the storage it is read from and written to. */
export type { Storage, StoreItem, StoreItems } from 'botbuilder';
export { ConversationState, MemoryStorage } from 'botbuilder';
