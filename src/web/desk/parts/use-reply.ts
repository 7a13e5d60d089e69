import { plainText } from '#web/widget/panel/content/plain-text.ts';
import type { Drafts } from '../client/drafts.ts';
import { useDraft } from './draft.ts';

/** An answer or canned reply inserted into the box: shown as plain text, sent as the Markdown it is. */
interface Inserted {
  shown: string;
  markdown: string;
}

/** The reply that an agent is writing in a chat. */
export interface DraftReply {
  /** The text in the box. */
  text: string;
  /** The Markdown to send instead, if the box holds only an inserted text. */
  markdown: string | undefined;
  setText(text: string): void;
  /** Adds an answer or canned reply below the text in the box. @param markdown its text */
  insert(markdown: string): void;
  clear(): void;
}

/** Keeps the reply as a draft, so that it survives a reload. */
export function useReply(drafts: Drafts, reference: string): DraftReply {
  const [text, setText] = useDraft(drafts, `reply ${reference}`);
  const [insertedDraft, setInsertedDraft] = useDraft(drafts, `inserted ${reference}`);
  const inserted = insertedDraft === '' ? undefined : (JSON.parse(insertedDraft) as Inserted);
  return {
    text,
    // Once the agent changes any of it, the whole text is their own and is sent as it appears in the box.
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
