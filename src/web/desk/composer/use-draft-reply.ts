import { plainText } from '#text/plain-text.ts';
import type { DeskMessage } from '#desk/wire.ts';
import type { Drafts } from '../client/drafts.ts';
import { useDraft } from '../parts/draft.ts';
import { slashSearch } from './canned-replies.ts';
import { type FormattedText, plain, typed } from './formatted-text.ts';
import { type StoredReply, storedReplyIn } from './stored-reply.ts';
import { toMessage } from './to-message.ts';

/** The reply that an agent is writing. */
export interface DraftReply extends FormattedText {
  /** The message as it would be sent now. */
  message: Pick<DeskMessage, 'text' | 'textFormat'>;
  type(text: string): void;
  format(next: FormattedText): void;
  /** Adds an answer or canned reply below the text in the box, or instead of a slash. @param markdown its text */
  insert(markdown: string): void;
  clear(): void;
}

/** Keeps the reply as a draft, so that it survives a reload. @param about what it replies to */
export function useDraftReply(drafts: Drafts, about: string): DraftReply {
  const [stored, store] = useDraft(drafts, `reply ${about}`);
  const reply = storedReplyIn(stored);
  const set = (next: StoredReply): void => store(next.text === '' ? '' : JSON.stringify(next));
  const { text, marks, inserted } = reply;
  return {
    text,
    marks,
    // Once the agent changes any of it, the whole text is theirs and is sent as it appears in the box.
    message:
      inserted?.shown === text
        ? { text: inserted.markdown, textFormat: 'markdown' }
        : toMessage({ text, marks }),
    type: (next) => set({ ...reply, ...typed(reply, next) }),
    format: (next) => set(next),
    insert(markdown) {
      const shown = plainText(markdown);
      if (text.trim() === '' || slashSearch(text) !== undefined)
        set({ ...plain(shown), inserted: { shown, markdown } });
      else set({ text: `${text.trimEnd()}\n\n${shown}`, marks });
    },
    clear: () => set(plain('')),
  };
}
