import { Parser } from 'htmlparser2';

/** Elements that start and end a line. */
const blocks: ReadonlySet<string> = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'tr',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'section',
  'article',
  'details',
  'summary',
  'dl',
  'dt',
  'dd',
]);

/** Elements whose text nobody reads on the page. */
const unseen: ReadonlySet<string> = new Set(['head', 'script', 'style', 'noscript', 'template']);

/** An element, for callers that want to mark its text. */
export interface HtmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
}

/**
 * Extracts the text of HTML as a person reads it, with line breaks where a browser puts them, and entities decoded.
 * @param around returns what to put before and after the text of an element; undefined for nothing
 */
export function htmlText(
  html: string,
  around: (element: HtmlElement) => readonly [before: string, after: string] | undefined = () => undefined,
): string {
  const parts: string[] = [];
  const afters: string[] = [];
  let beginsLine = true;
  let hidden = 0;
  const add = (part: string): void => {
    if (part === '') return;
    parts.push(part);
    beginsLine = part.endsWith('\n');
  };
  const beginLine = (): void => {
    if (!beginsLine) add('\n');
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (unseen.has(name)) hidden += 1;
        if (name === 'br') add('\n');
        if (blocks.has(name)) beginLine();
        const [before, after] = around({ name, attributes }) ?? ['', ''];
        add(before);
        afters.push(after);
      },
      ontext(data) {
        if (hidden > 0) return;
        // Line breaks in the source are white space; those on the page are elements.
        const words = data.replaceAll(/[\r\n\t]+/g, ' ');
        add(beginsLine ? words.replace(/^ +/, '') : words);
      },
      onclosetag(name) {
        if (unseen.has(name)) hidden -= 1;
        add(afters.pop() ?? '');
        if (blocks.has(name)) beginLine();
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  // Line by line, because a regular expression for trailing spaces takes quadratic time on a long run of spaces.
  const lines = parts.join('').replaceAll('\u00A0', ' ').split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
