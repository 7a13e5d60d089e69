import type { Engine } from '../engine.ts';
import { wordsOf } from './words.ts';

/** Consecutive words. A text is found if it contains all terms, in any order. */
export interface Term {
  words: readonly string[];
  /** The last word may continue: “patch” finds “patched”. */
  isPrefix: boolean;
}

const MAX_WORDS = 16;
/** Too many words begin with a single letter. */
const SHORTEST_PREFIX = 2;
const QUOTED_OR_WORD = /"([^"]*)"?|[^\s"]+/g;

/**
 * Parses what somebody typed. Text in quotation marks is matched exactly; any other word is matched by its beginning.
 * @returns an empty list if there is no word in it
 */
export function termsIn(query: string): Term[] {
  const terms: Term[] = [];
  let remaining = MAX_WORDS;
  for (const [typed, quoted] of query.replaceAll(/[“”„«»]/g, '"').matchAll(QUOTED_OR_WORD)) {
    const words = [...wordsOf(quoted ?? typed)].map(({ word }) => word).slice(0, remaining);
    remaining -= words.length;
    const last = words.at(-1);
    if (last !== undefined)
      terms.push({ words, isPrefix: quoted === undefined && last.length >= SHORTEST_PREFIX });
  }
  return terms;
}

/** Writes terms in the engine's query language. Words contain only letters and digits, so nothing has to be escaped. */
export const matchOf = (kind: Engine['kind'], terms: readonly Term[]): string =>
  kind === 'postgres' ? tsqueryOf(terms) : fts5Of(terms);

const fts5Of = (terms: readonly Term[]): string =>
  terms.map(({ words, isPrefix }) => `"${words.join(' ')}"${isPrefix ? ' *' : ''}`).join(' AND ');

const tsqueryOf = (terms: readonly Term[]): string =>
  terms
    .map(({ words, isPrefix }) => {
      const phrase = words.map((word) => `'${word}'`).join(' <-> ');
      return `(${phrase}${isPrefix ? ':*' : ''})`;
    })
    .join(' & ');
