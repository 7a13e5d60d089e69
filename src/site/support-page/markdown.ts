import { Marked } from 'marked';
import { Html, html } from '../html.ts';

/** Renders Markdown from the knowledge. HTML in it is shown as text, as in the chat. */
const marked = new Marked({
  gfm: true,
  renderer: { html: ({ text }) => html`${text}`.text },
});

export const markdown = (text: string): Html => new Html(marked.parse(text, { async: false }));
