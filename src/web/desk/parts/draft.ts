import { useState } from 'preact/hooks';
import type { Drafts } from '../client/drafts.ts';

/** The text of a box, kept as a draft. @param about what it is for */
export function useDraft(drafts: Drafts, about: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => drafts.read(about));
  return [
    text,
    (next) => {
      setText(next);
      drafts.write(about, next);
    },
  ];
}
