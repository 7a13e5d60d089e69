import { type ChatStream, openChatStream } from './chat-stream.ts';
import type { Feed } from './feed.ts';

/** The streams of the chats that the desk follows, one per chat. */
export interface ChatStreams {
  /** The stream of a chat, opened if needed. */
  of: (reference: string) => ChatStream;
  /** Undefined unless the chat is followed. */
  peek(reference: string): ChatStream | undefined;
  keepOnly(references: ReadonlySet<string>): void;
}

/** @param feed the source of their messages */
export function createChatStreams(feed: Pick<Feed, 'follow'>): ChatStreams {
  const streams = new Map<string, ChatStream>();
  return {
    of(reference) {
      const stream = streams.get(reference) ?? openChatStream(reference, feed);
      streams.set(reference, stream);
      return stream;
    },
    peek: (reference) => streams.get(reference),
    keepOnly(references) {
      for (const [reference, stream] of streams) {
        if (references.has(reference)) continue;
        stream.close();
        streams.delete(reference);
      }
    },
  };
}
