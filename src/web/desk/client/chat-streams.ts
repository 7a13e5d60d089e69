import { type ChatStream, openChatStream } from './chat-stream.ts';
import type { Feed } from './feed.ts';

/** The streams of the chats that the desk follows, one for each. */
export interface ChatStreams {
  /** Opens it if needed. */
  of: (reference: string) => ChatStream;
  /** Undefined unless the chat is followed. */
  peek(reference: string): ChatStream | undefined;
  keepOnly(references: ReadonlySet<string>): void;
}

/** @param feed what brings their messages */
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
