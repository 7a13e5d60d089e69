import { cutText, endOfText } from '#text/cut-text.ts';

/** Only the beginning and end of a longer utterance are read: no question is that long, and reading stays fast. */
const longestUtterance = 1_500;

/** Phones type curly ones. */
const apostrophes = /[\u2018\u2019\u02bc\u00b4]/g;

/** Data that a program sent instead of words: nothing in it is a question. */
function isData(text: string): boolean {
  if (!/^\s*(\{[^]*\}|\[[^]*\])\s*$/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The text, or only its two ends if it is too long: the question often comes last. */
function bounded(text: string): string {
  if (text.length <= longestUtterance) return text;
  const half = longestUtterance / 2 - 1;
  return `${cutText(text, half)} ${endOfText(text, half)}`;
}

/**
 * Prepares the text of an activity ('' for mere data). Unifies apostrophes and compatibility forms (full-width letters),
 * removes markup and control, zero-width and direction-changing characters, collapses white space, keeps line breaks, and cuts to
 * `longestUtterance` characters.
 */
export function cleanUtterance(raw: string): string {
  if (isData(raw)) return '';
  const plain = bounded(raw).replaceAll(apostrophes, "'").normalize('NFKC');
  // Bounded again, because one character in a compatibility form may become eighteen.
  return bounded(plain)
    .replaceAll(/<\/?[a-z](?![^<>\s]*@)[^<>]*>/gi, ' ')
    .replaceAll(/\r\n?|[\u0085\p{Zl}\p{Zp}]/gu, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim();
}
