import { cutText, endOfText } from '../text/cut-text.ts';

/** Longer utterances are read up to here; nobody's question is longer, and the time to read stays bounded. */
const longestUtterance = 5_000;

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

/**
 * Prepares what a channel delivered ('' for mere data): compatibility forms unified (full-width letters), markup tags, control,
 * zero-width and direction-changing characters taken out, white space single, at most `longestUtterance`
 * characters (the end of a longer text is kept too: the question often stands last).
 */
export function cleanUtterance(raw: string): string {
  const half = longestUtterance / 2;
  const bounded = raw.length > longestUtterance ? `${cutText(raw, half)} ${endOfText(raw, half)}` : raw;
  if (isData(bounded)) return '';
  return bounded
    .normalize('NFKC')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, ' ')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
