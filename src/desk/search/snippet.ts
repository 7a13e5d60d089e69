import type { Term } from '#store/search/query.ts';
import { type Word, wordsOf } from '#store/search/words.ts';

/** A piece of a text, and whether it matches the search. */
export interface SnippetPart {
  text: string;
  isMatch: boolean;
}

/** Characters before the first match, and in the whole snippet. */
const BEFORE = 30;
const LONGEST = 220;

/** Where each term occurs in a text. */
function* placesOf(words: readonly Word[], { words: wanted, isPrefix }: Term): Generator<[number, number]> {
  for (let at = 0; at + wanted.length <= words.length; at += 1) {
    const isHere = wanted.every((each, offset) => {
      const word = words[at + offset]?.word ?? '';
      return isPrefix && offset === wanted.length - 1 ? word.startsWith(each) : word === each;
    });
    const [first, last] = [words[at], words[at + wanted.length - 1]];
    if (isHere && first !== undefined && last !== undefined) yield [first.start, last.end];
  }
}

/** The parts of a text that match the search. */
export interface Matches {
  /** How many of the terms the text contains. */
  terms: number;
  /** From and to, in UTF-16 units, in order. */
  places: readonly (readonly [number, number])[];
}

/** Finds the parts of a text that match the search. */
export function matchesIn(text: string, terms: readonly Term[]): Matches {
  const words = [...wordsOf(text)];
  const found = terms.map((term) => [...placesOf(words, term)]);
  return {
    terms: found.filter((places) => places.length > 0).length,
    places: found.flat().toSorted(([a], [b]) => a - b),
  };
}

/** Cuts out the words around the first match, and marks each match. */
export function snippetOf(text: string, { places }: Matches): SnippetPart[] {
  const from = startOfWord(text, Math.max(0, (places[0]?.[0] ?? 0) - BEFORE));
  const to = endOfWord(text, Math.min(text.length, from + LONGEST));
  const parts: SnippetPart[] = [];
  let at = from;
  for (const [start, end] of places) {
    if (start < at || end > to) continue;
    if (start > at) parts.push({ text: text.slice(at, start), isMatch: false });
    parts.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  if (at < to) parts.push({ text: text.slice(at, to), isMatch: false });
  return withEllipses(parts, from > 0, to < text.length);
}

function withEllipses(parts: SnippetPart[], before: boolean, after: boolean): SnippetPart[] {
  const more = { text: '…', isMatch: false };
  return [...(before ? [more] : []), ...parts, ...(after ? [more] : [])];
}

/** The next place after `at` where a word begins, unless that is far away. */
function startOfWord(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + BEFORE / 2).search(/\s\S/);
  return space < 0 ? at : at + space + 1;
}

/** The last place before `at` where a word ends, unless that is far away. */
function endOfWord(text: string, at: number): number {
  if (at === text.length) return at;
  const space = text.slice(at - BEFORE / 2, at).search(/\s\S*$/);
  return space < 0 ? at : at - BEFORE / 2 + space;
}
