export type { Storage, StoreItem, StoreItems } from '@microsoft/agents-hosting';
export { ConversationState, MemoryStorage } from '@microsoft/agents-hosting';
