import { effect } from '@preact/signals';
import type { ChatClient, MessageEntry } from '../client/chat-client.ts';

/**
 * Tells of each message that comes while the page is there: once, and not of those of an earlier visit.
 * @returns a function that stops it
 */
export function watchMessages(chat: ChatClient, onMessage: (entry: MessageEntry) => void): () => void {
  const told = new Set<string>();
  let isNew = false;
  return effect(() => {
    const entries = chat.entries.value;
    const isLoaded = chat.isLoaded.value;
    for (const entry of entries) {
      if (entry.kind !== 'message' || told.has(entry.id)) continue;
      told.add(entry.id);
      if (isNew) onMessage(entry);
    }
    // What was there when the conversation was loaded is old; another conversation begins with something old again.
    isNew = isLoaded;
  });
}
