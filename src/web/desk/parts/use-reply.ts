import { plainText } from '#web/widget/panel/content/plain-text.ts';
import type { Drafts } from '../client/drafts.ts';
import { useDraft } from './draft.ts';

/** An answer of the knowledge or a canned reply in the box: shown as plain text, sent as the Markdown it is. */
interface Inserted {
  shown: string;
  markdown: string;
}

/** The reply that an agent is writing to a chat. */
export interface DraftReply {
  /** What stands in the box. */
  text: string;
  /** What is sent instead, where the box holds an inserted text and nothing else. */
  markdown: string | undefined;
  setText(text: string): void;
  /** Puts an answer or a canned reply into the box, below what is there. @param markdown its text */
  insert(markdown: string): void;
  clear(): void;
}

/** Keeps the reply to a chat as a draft, so that it outlives a reload. */
export function useReply(drafts: Drafts, reference: string): DraftReply {
  const [text, setText] = useDraft(drafts, `reply ${reference}`);
  const [insertedDraft, setInsertedDraft] = useDraft(drafts, `inserted ${reference}`);
  const inserted = insertedDraft === '' ? undefined : (JSON.parse(insertedDraft) as Inserted);
  return {
    text,
    // Once a word of it is changed, all of it is the agent's own and arrives as it stands in the box.
    markdown: inserted?.shown === text ? inserted.markdown : undefined,
    setText,
    insert(markdown) {
      const shown = plainText(markdown);
      if (text.trim() === '') setInsertedDraft(JSON.stringify({ shown, markdown } satisfies Inserted));
      setText(text.trim() === '' ? shown : `${text.trimEnd()}\n\n${shown}`);
    },
    clear() {
      setText('');
      setInsertedDraft('');
    },
  };
}
