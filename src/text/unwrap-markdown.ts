/** What starts a new line: a list item, a heading, a quote, a table row. */
const BEGINS_ANEW = /^\s*(?:[-*+]\s|\d{1,9}[.)]\s|#{1,6}\s|[>|])/;
const FENCE = /^\s*(?:```|~~~)/;
/** Headings and table rows end with their line. */
const ENDS_WITH_LINE = /^\s*(?:#{1,6}\s|\|)/;
/** Two spaces or a backslash at the end of a line ask for a new line. */
const HARD_BREAK = /(?: {2}|\\)$/;

/**
 * Joins the lines of each paragraph and list item of a Markdown text. Files wrap their lines at some width, but chat
 * clients show every line end as one, so the text would break where its source does. Code and intended line breaks stay
 * as they are.
 */
export function unwrapMarkdown(markdown: string): string {
  const lines: string[] = [];
  let isCode = false;
  for (const line of markdown.split('\n')) {
    const before = lines.at(-1);
    const isFence = FENCE.test(line);
    const continues =
      !isCode &&
      !isFence &&
      before !== undefined &&
      before.trim() !== '' &&
      line.trim() !== '' &&
      !FENCE.test(before) &&
      !ENDS_WITH_LINE.test(before) &&
      !HARD_BREAK.test(before) &&
      !BEGINS_ANEW.test(line);
    if (continues) lines[lines.length - 1] = `${before} ${line.trim()}`;
    else lines.push(line);
    if (isFence) isCode = !isCode;
  }
  return lines.join('\n');
}
