import { cutText, endOfText } from '#text/cut-text.ts';

/** Of a longer utterance the beginning and the end are read: nobody's question is longer, and reading stays quick. */
const longestUtterance = 2_000;

/** Data that a program sent instead of words: nothing of it is a question. */
function isData(text: string): boolean {
  if (!/^\s*(\{[^]*\}|\[[^]*\])\s*$/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The text, or its two ends where it is too long: the question often stands last. */
function bounded(text: string): string {
  if (text.length <= longestUtterance) return text;
  const half = longestUtterance / 2 - 1;
  return `${cutText(text, half)} ${endOfText(text, half)}`;
}

/**
 * Prepares what a channel delivered ('' for mere data): compatibility forms unified (full-width letters), markup
 * tags, control, zero-width and direction-changing characters taken out, white space single, line breaks kept, at most
 * `longestUtterance` characters.
 */
export function cleanUtterance(raw: string): string {
  if (isData(raw)) return '';
  // Bounded again: one character of a compatibility form may become eighteen.
  return bounded(bounded(raw).normalize('NFKC'))
    .replaceAll(/<\/?[a-z](?![^<>\s]*@)[^<>]*>/gi, ' ')
    .replaceAll(/\r\n?|[\u0085\p{Zl}\p{Zp}]/gu, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[ \n]*/g, '\n')
    .trim();
}
