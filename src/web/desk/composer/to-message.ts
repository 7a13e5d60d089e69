import type { DeskMessage } from '#desk/wire.ts';
import { escapeMarkdown } from '#text/markdown.ts';
import type { FormattedText } from './formatted-text.ts';

/** Characters at the start of a line that would begin a list, a heading's underline or a code block. */
const LINE_START = /^([ \t]*)(?:([-+=])|(\d{1,9})([.)]))?/gm;
const NO_BREAK_SPACE = '\u00A0';

/** Escapes the agent's own words, so that the customer sees them as typed. */
const escaped = (text: string): string =>
  escapeMarkdown(text).replaceAll(
    LINE_START,
    (_all, space: string, sign?: string, number?: string, dot?: string) => {
      const indent = NO_BREAK_SPACE.repeat(space.replaceAll('\t', '    ').length);
      if (sign !== undefined) return `${indent}\\${sign}`;
      return number === undefined ? indent : `${indent}${number}\\${dot ?? ''}`;
    },
  );

/**
 * Turns a reply into the message to send: plain text unless a button or key formatted it. Then only those marks are
 * Markdown, and every other character is shown as typed.
 */
export function toMessage({ text, marks }: FormattedText): Pick<DeskMessage, 'text' | 'textFormat'> {
  if (marks.length === 0) return { text: text.trim(), textFormat: 'plain' };
  let markdown = '';
  let done = 0;
  for (const mark of marks) {
    markdown += escapedAfter(markdown, text.slice(done, mark.at)) + mark.text;
    done = mark.at + mark.text.length;
  }
  markdown += escapedAfter(markdown, text.slice(done));
  // Two spaces at its end keep a line break, which Markdown would otherwise join into a space.
  return { text: markdown.trim().replaceAll(/(?<!\n)\n(?!\n)/g, '  \n'), textFormat: 'markdown' };
}

/** Escapes a part as the start of a line only if it is one: list signs mean nothing in the middle of a line. */
const escapedAfter = (before: string, part: string): string => {
  if (before === '' || before.endsWith('\n')) return escaped(part);
  const [first = '', ...lines] = part.split('\n');
  return lines.length === 0
    ? escapeMarkdown(first)
    : `${escapeMarkdown(first)}\n${escaped(lines.join('\n'))}`;
};
