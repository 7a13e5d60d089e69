import { useMemo } from 'preact/hooks';
import { renderTokens } from './render-tokens.tsx';
import { tokensOf } from '#text/markdown-tokens.ts';

/** A Markdown text, rendered once: Preact skips identical elements when something around them changes. */
export function Markdown({ text, newTab }: { text: string; newTab: string }) {
  const drawn = useMemo(() => renderTokens(tokensOf(text), newTab), [text, newTab]);
  return (
    <div class="markdown" dir="auto">
      {drawn}
    </div>
  );
}
