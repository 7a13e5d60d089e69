import { Marked } from 'marked';
import { Html, html } from '../html.ts';

/** The knowledge's Markdown; HTML in it is shown as text, as the chat does. */
const marked = new Marked({
  gfm: true,
  renderer: { html: ({ text }) => html`${text}`.text },
});

export const markdown = (text: string): Html => new Html(marked.parse(text, { async: false }));
