import { useLayoutEffect, useRef } from 'preact/hooks';
import { renderMarkdown } from './markdown.ts';

/** Markdown in its own element, whose content belongs to DOMPurify and not to Preact. */
export function Markdown({ text, newTab }: { text: string; newTab: string }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    element.current?.replaceChildren(renderMarkdown(text, newTab));
  }, [text, newTab]);
  return <div class="markdown" dir="auto" ref={element} />;
}
