import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DraftReply } from './use-draft-reply.ts';
import type { Format } from './format-buttons.tsx';
import type { Selection } from './formatted-text.ts';

/** The text box: focused when it appears, and with the same words selected after formatting. */
export function useBox(reply: DraftReply) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const toSelect = useRef<Selection | undefined>(undefined);
  useLayoutEffect(() => ref.current?.focus(), []);
  useLayoutEffect(() => {
    if (toSelect.current === undefined) return;
    ref.current?.focus();
    ref.current?.setSelectionRange(toSelect.current.from, toSelect.current.to);
    toSelect.current = undefined;
  });
  return {
    ref,
    focus: () => ref.current?.focus(),
    apply: (format: Format): void => {
      const box = ref.current;
      if (box === null) return;
      const { formatted, selection } = format(reply, { from: box.selectionStart, to: box.selectionEnd });
      toSelect.current = selection;
      reply.format(formatted);
    },
  };
}
