import { effect } from '@preact/signals';
import type { ChatClient, MessageEntry } from '../client/chat-client.ts';

/**
 * Reports each message that arrives while the page is open, once; messages of an earlier visit are not reported.
 * @returns a function that stops it
 */
export function watchMessages(chat: ChatClient, onMessage: (entry: MessageEntry) => void): () => void {
  const reported = new Set<string>();
  let isNew = false;
  return effect(() => {
    const entries = chat.entries.value;
    const isLoaded = chat.isLoaded.value;
    for (const entry of entries) {
      if (entry.kind !== 'message' || reported.has(entry.id)) continue;
      reported.add(entry.id);
      if (isNew) onMessage(entry);
    }
    // Messages already there when a conversation loads are old, and so are those of another conversation.
    isNew = isLoaded;
  });
}
