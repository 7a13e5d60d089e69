export type {
  AgentStatePropertyAccessor as StatePropertyAccessor,
  Storage,
  StoreItem,
  StoreItems,
} from '@microsoft/agents-hosting';
export { ConversationState, MemoryStorage } from '@microsoft/agents-hosting';
