import { useLayoutEffect, useRef } from 'preact/hooks';
import { renderMarkdown } from './markdown.ts';

/** Markdown in an element of its own; what is in it is DOMPurify's, and not Preact's to change. */
export function Markdown({ text, newTab }: { text: string; newTab: string }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    element.current?.replaceChildren(renderMarkdown(text, newTab));
  }, [text, newTab]);
  return <div class="markdown" dir="auto" ref={element} />;
}
