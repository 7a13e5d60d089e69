/** The end of a sentence, with a closing quotation mark or bracket and the white space after it. */
const sentenceEnd = /[.!?…]["'”’)\]]*\s+|[。！？]["'”’」』）]*/gu;
/** The most code units that a grapheme may have; a longer one is split between code points. */
const LONGEST_CHARACTER = 64;

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const endOfLast = (window: string, mark: string): number => {
  const at = window.lastIndexOf(mark);
  return at === -1 ? 0 : at + mark.length;
};

function endOfLastSentence(window: string): number {
  let end = 0;
  for (const { index, 0: mark } of window.matchAll(sentenceEnd)) end = index + mark.length;
  return end;
}

/** Finds the last boundary between two graphemes up to `most`. */
function betweenCharacters(text: string, most: number): number {
  const from = Math.max(0, most - LONGEST_CHARACTER);
  const near = text.slice(from, most + LONGEST_CHARACTER);
  const start = from + (characters.segment(near).containing(most - from)?.index ?? most - from);
  if (start > from) return start;
  const isInPair = most > 1 && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(most - 1, most + 1));
  return isInPair ? most - 1 : most;
}

/** Finds where to split a text within its first `most` code units: as late as possible, at the most natural break. */
function placeToPart(text: string, most: number): number {
  const window = text.slice(0, most);
  const ends = [
    endOfLast(window, '\n\n'),
    endOfLast(window, '\n'),
    endOfLastSentence(window),
    endOfLast(window, ' '),
  ];
  // A mostly empty piece reads worse than one that ends inside a paragraph.
  return ends.find((end) => end > most / 2) ?? betweenCharacters(text, most);
}

/** Finds how many code units from the beginning of a text fit. */
function longestThatFits(text: string, fits: (part: string) => boolean): number {
  let [most, tooMany] = [0, text.length];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (fits(text.slice(0, middle))) most = middle;
    else tooMany = middle;
  }
  return most;
}

/**
 * Returns as much of a text's beginning as fits, up to the end of a paragraph, line, sentence or word.
 * @param fits whether a piece is small enough; if it is true for a piece, it must be true for every beginning of that
 *   piece
 * @returns the whole text if it fits; nothing if not even one character does
 */
export function beginningThatFits(text: string, fits: (part: string) => boolean): string {
  if (fits(text)) return text;
  return text.slice(0, placeToPart(text, longestThatFits(text, fits)));
}

/**
 * Splits a text into pieces that fit, as `beginningThatFits` does. Joined together, the pieces are exactly the original
 * text.
 * @returns at least one piece; if not even one character fits, the rest in one piece
 */
export function splitText(text: string, fits: (part: string) => boolean): string[] {
  const parts: string[] = [];
  let rest = text;
  do {
    const part = beginningThatFits(rest, fits) || rest;
    parts.push(part);
    rest = rest.slice(part.length);
  } while (rest !== '');
  return parts;
}
