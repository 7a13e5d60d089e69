/** The end of a sentence, with the quotation mark or bracket that closes it and the white space after it. */
const sentenceEnd = /[.!?…]["'”’)\]]*\s+|[。！？]["'”’」』）]*/gu;
/** A character that people see as one may have so many code units; what is longer is cut between code points. */
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

/** The last place up to `most` that lies between two characters, as people see them. */
function betweenCharacters(text: string, most: number): number {
  const from = Math.max(0, most - LONGEST_CHARACTER);
  const near = text.slice(from, most + LONGEST_CHARACTER);
  const start = from + (characters.segment(near).containing(most - from)?.index ?? most - from);
  if (start > from) return start;
  const isInPair = most > 1 && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(most - 1, most + 1));
  return isInPair ? most - 1 : most;
}

/** Where to part a text so that at most `most` code units come before: as late, and as little inside a thought, as can be. */
function placeToPart(text: string, most: number): number {
  const window = text.slice(0, most);
  const ends = [
    endOfLast(window, '\n\n'),
    endOfLast(window, '\n'),
    endOfLastSentence(window),
    endOfLast(window, ' '),
  ];
  // A part that is mostly empty reads worse than one that ends inside a paragraph.
  return ends.find((end) => end > most / 2) ?? betweenCharacters(text, most);
}

/** The most code units of a text's beginning that fit. */
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
 * Parts a text into pieces that fit, at the ends of paragraphs, lines, sentences or words. Joined together they are the
 * text again, to the letter.
 * @param fits whether a piece is small enough; it must hold for every beginning of a piece that it holds for
 * @returns at least one piece; where not even one character fits, the rest as it is
 */
export function splitText(text: string, fits: (part: string) => boolean): string[] {
  const parts: string[] = [];
  let rest = text;
  while (!fits(rest)) {
    const most = longestThatFits(rest, fits);
    const end = placeToPart(rest, most);
    if (end <= 0) break;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}
