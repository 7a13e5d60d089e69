import { Parser } from 'htmlparser2';

/** Elements that begin and end a line. */
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
]);

/** An element, as whoever reads the text of a page may want it written. */
export interface HtmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
}

/**
 * The text of a piece of HTML, as a person reads it: lines where a browser would begin them, entities as characters.
 * @param around what stands before and after the text of an element; undefined: nothing
 */
export function htmlText(
  html: string,
  around: (element: HtmlElement) => readonly [before: string, after: string] | undefined = () => undefined,
): string {
  let text = '';
  const afters: string[] = [];
  const beginLine = (): void => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'br') text += '\n';
        if (blocks.has(name)) beginLine();
        const [before, after] = around({ name, attributes }) ?? ['', ''];
        text += before;
        afters.push(after);
      },
      ontext(data) {
        // Line ends of the source are white space; those of the page are elements.
        const words = data.replaceAll(/[\r\n\t]+/g, ' ');
        text += text === '' || text.endsWith('\n') ? words.replace(/^ +/, '') : words;
      },
      onclosetag(name) {
        text += afters.pop() ?? '';
        if (blocks.has(name)) beginLine();
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return text.replaceAll('\u00A0', ' ').replaceAll(/ +$/gm, '').trim();
}
