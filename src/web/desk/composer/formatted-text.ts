/** A piece of Markdown that a button or key inserted at this index. Everything else is the agent's own text. */
interface Mark {
  at: number;
  text: string;
}

/** The text in the box, with its marks in order. */
export interface FormattedText {
  text: string;
  marks: readonly Mark[];
}

/** The selected part of a text: `from` is inclusive, `to` exclusive. */
export interface Selection {
  from: number;
  to: number;
}

export const plain = (text: string): FormattedText => ({ text, marks: [] });

const endOf = ({ at, text }: Mark): number => at + text.length;

/**
 * Returns the text after the agent has typed. Marks outside the change stay; a touched mark becomes plain text.
 */
export function typed({ text: before, marks }: FormattedText, text: string): FormattedText {
  const most = Math.min(before.length, text.length);
  let start = 0;
  while (start < most && before[start] === text[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  const end = before.length - tail;
  const moved = text.length - before.length;
  return {
    text,
    marks: marks.flatMap((mark) => {
      if (endOf(mark) <= start) return [mark];
      return mark.at >= end ? [{ ...mark, at: mark.at + moved }] : [];
    }),
  };
}

/** Inserts marks into a text. @param added in order, each with its index in the text before the insertion */
function withMarks({ text, marks }: FormattedText, added: readonly Mark[]): FormattedText {
  let result = '';
  let done = 0;
  const own: Mark[] = [];
  for (const { at, text: mark } of added) {
    result += text.slice(done, at);
    done = at;
    own.push({ at: result.length, text: mark });
    result += mark;
  }
  const shift = (at: number): number =>
    added.filter((each) => each.at <= at).reduce((sum, each) => sum + each.text.length, at);
  const moved = marks.map((mark) => ({ ...mark, at: shift(mark.at) }));
  return { text: result + text.slice(done), marks: [...moved, ...own].sort((a, b) => a.at - b.at) };
}

/**
 * Puts the same mark before and after the selected words, for bold and italics. Spaces at the edges stay outside, since
 * Markdown requires the marks next to the words.
 * @returns the new text, and the selection around the same words
 */
export function wrapped(
  formatted: FormattedText,
  { from, to }: Selection,
  mark: string,
): { formatted: FormattedText; selection: Selection } {
  const words = formatted.text.slice(from, to);
  const start = from + (words.length - words.trimStart().length);
  const end = Math.max(start, to - (words.length - words.trimEnd().length));
  return {
    formatted: withMarks(formatted, [
      { at: start, text: mark },
      { at: end, text: mark },
    ]),
    selection: { from: start + mark.length, to: end + mark.length },
  };
}

const BULLET = '- ';

/** Turns the lines that the selection touches into a list. */
export function listed(
  formatted: FormattedText,
  { from, to }: Selection,
): { formatted: FormattedText; selection: Selection } {
  const { text } = formatted;
  const first = text.lastIndexOf('\n', from - 1) + 1;
  const starts = [first];
  for (let at = text.indexOf('\n', first); at !== -1 && at < to; at = text.indexOf('\n', at + 1))
    starts.push(at + 1);
  const end = to + starts.length * BULLET.length;
  return {
    formatted: withMarks(
      formatted,
      starts.map((at) => ({ at, text: BULLET })),
    ),
    selection: { from: end, to: end },
  };
}
