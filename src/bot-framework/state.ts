/** What the bot remembers between turns, and the storage that holds it. */
import './sdk-on-demand.ts';

export { ConversationState } from 'botbuilder-core/lib/conversationState.js';
export { MemoryStorage } from 'botbuilder-core/lib/memoryStorage.js';
export type { Storage, StoreItem, StoreItems } from 'botbuilder-core/lib/storage.js';
