import { type HtmlElement, htmlText } from '#text/html-text.ts';

/** A question with its answer, found in a page or a document. */
export interface FoundAnswer {
  question: string;
  /** Markdown. */
  answer: string;
}

const headings: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'dt']);

/** The Markdown around an element. The title of a folded part and the term of a list count as headings. */
function markdownOf({ name, attributes }: HtmlElement): readonly [string, string] | undefined {
  if (headings.has(name)) return ['### ', '\n'];
  if (name === 'p') return ['', '\n\n'];
  if (name === 'li') return ['- ', ''];
  if (name === 'strong' || name === 'b') return ['**', '**'];
  const href = name === 'a' ? (attributes['href'] ?? '') : '';
  return /^https?:/.test(href) ? ['[', `](${href})`] : undefined;
}

/** A Markdown heading, or a line entirely in bold. */
const HEADING = /^(?:#{1,6}\s+(.+?)#*|\*\*(.+)\*\*)$/;
/** Markers before the questions of a list. */
const MARK = /^(?:q(?:uestion)?\s*\d*\s*[:.)]|\d+\s*[.)]|[-*])\s+/i;
const ANSWER_MARK = /^(?:\*\*)?a(?:nswer)?\s*[:.)](?:\*\*)?\s+/i;
const LONGEST_QUESTION = 200;

/** Finds a web page's questions and answers: under headings, in folded parts, and after lines that end with “?”. */
export const answersInHtml = (html: string): FoundAnswer[] => answersInText(htmlText(html, markdownOf));

/** The same for a text: an answer extends to the next question. Headings without text below them are left out. */
export function answersInText(text: string): FoundAnswer[] {
  const found: { question: string; lines: string[] }[] = [];
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const question = questionIn(line.trim());
    if (question !== undefined) found.push({ question, lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  return found
    .map(({ question, lines }) => ({ question, answer: tidy(lines.join('\n')) }))
    .filter(({ answer }) => answer !== '');
}

function questionIn(line: string): string | undefined {
  const heading = HEADING.exec(line);
  const text = (heading?.[1] ?? heading?.[2] ?? line)
    .replace(MARK, '')
    .replaceAll(/[*_`]+/g, '')
    .trim();
  if (text === '' || text.length > LONGEST_QUESTION) return undefined;
  return heading !== null || text.endsWith('?') ? text : undefined;
}

const tidy = (text: string): string =>
  text
    .trim()
    .replace(ANSWER_MARK, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

/** The recommended limit of a short answer. */
const SHORT = 280;

/** Splits an answer into a short answer, at the end of a sentence or a paragraph, and the rest. */
export function dividedAnswer(answer: string): { short: string; detail: string } {
  const [first = '', ...rest] = answer.split(/\n{2,}/);
  if (first.length <= SHORT) return { short: first, detail: rest.join('\n\n') };
  const start = first.slice(0, SHORT);
  const end = Math.max(start.lastIndexOf('. '), start.lastIndexOf('! '), start.lastIndexOf('? '));
  const at = end === -1 ? first.length : end + 1;
  return {
    short: first.slice(0, at),
    detail: [first.slice(at).trim(), ...rest].filter(Boolean).join('\n\n'),
  };
}
