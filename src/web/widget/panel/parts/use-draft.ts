import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { readDraft, saveDraft } from '../draft.ts';

/**
 * Keeps the text in the box for the next page, and the box as high as its text.
 * @returns the text and its setter
 */
export function useDraft(
  box: RefObject<HTMLTextAreaElement | null>,
  isOpen: boolean,
): [text: string, write: (text: string) => void] {
  const [text, setText] = useState(readDraft);
  useLayoutEffect(() => {
    const element = box.current;
    // A hidden element has no height to measure.
    if (element === null || !isOpen) return;
    // Grows with its content; the style sheet sets the limit.
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text, isOpen]);
  return [
    text,
    (next) => {
      setText(next);
      saveDraft(next);
    },
  ];
}
