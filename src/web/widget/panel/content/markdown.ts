import DOMPurify from 'dompurify';
import { Marked, type Tokens } from 'marked';
import { safeUrl } from './safe-url.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Markdown as chat bots write it. HTML shows as plain text; pictures become links. */
const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escape(text),
    image: ({ href, text }: Tokens.Image) => `<a href="${escape(href)}">${escape(text || href)}</a>`,
    heading({ tokens }: Tokens.Heading) {
      // A message must not disturb the page's heading order.
      return `<p><strong>${this.parser.parseInline(tokens)}</strong></p>`;
    },
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '☑ ' : '☐ '),
  },
});

const ALLOWED_TAGS = 'p br strong em del code pre blockquote hr ul ol li a table thead tbody tr th td'.split(
  ' ',
);

/**
 * Renders Markdown as safe elements: DOMPurify filters the parser's output by a short list of allowed tags, and links
 * keep only safe addresses.
 * @param newTab read out after each link, for those who cannot see that it opens elsewhere
 */
export function renderMarkdown(markdown: string, newTab: string): DocumentFragment {
  const html = marked.parse(markdown, { async: false });
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS,
    ALLOWED_ATTR: ['href', 'start'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll('a')) makeSafe(link, newTab);
  for (const table of fragment.querySelectorAll('table')) makeScrollable(table);
  return fragment;
}

function makeSafe(link: HTMLAnchorElement, newTab: string): void {
  const address = safeUrl(link.getAttribute('href'));
  if (address === undefined) {
    link.replaceWith(...link.childNodes);
    return;
  }
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  const hint = document.createElement('span');
  hint.className = 'unseen';
  hint.textContent = ` ${newTab}`;
  link.append(hint);
}

/** Makes a wide table scroll, by keyboard too, instead of widening the chat. */
function makeScrollable(table: HTMLTableElement): void {
  const region = document.createElement('div');
  region.className = 'wide';
  region.tabIndex = 0;
  table.replaceWith(region);
  region.append(table);
}
