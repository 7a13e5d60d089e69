import Fuse from 'fuse.js';
import { cutText } from '#text/cut-text.ts';
import { memoised } from '#understanding/classifier/memo.ts';

/** Something that can be found by its words. */
export interface Findable<Item> {
  item: Item;
  /** As `wordsOf` splits them. */
  words: readonly string[];
}

/** Finds the items that match these words, best first. */
export type WordSearch<Item> = (words: readonly string[]) => Item[];

const LONGEST_WORD = 16;
/** While somebody types, the earlier words are searched for again at every key. */
const REMEMBERED = { keys: 500, length: LONGEST_WORD };
/** As in fuse.js, 0 is a perfect match and 1 is no match. */
const WORST = 0.45;

/** Words that occur in any question and distinguish none. */
const COMMON = new Set(
  'a an and any are at be can could do does for have how i if in is it me my of on or the there this to what when where which who why will with you your'.split(
    ' ',
  ),
);

/** Returns a text in lower case, its words separated by single spaces, without punctuation. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Splits a text into distinct words, each cut to 16 characters. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    plainWords(text)
      .split(' ')
      .map((word) => cutText(word, LONGEST_WORD)),
  ),
];

/** Leaves out the words that occur in any question. */
export const significant = (words: readonly string[]): string[] => words.filter((word) => !COMMON.has(word));

/**
 * Builds a search that forgives typos. Every word must be in an item, approximately or as the beginning of a word.
 * Indexes are built once, because that costs far more than a search.
 */
export function createWordSearch<Item>(all: readonly Findable<Item>[]): WordSearch<Item> {
  const searchWord = memoised(createIndex(all), REMEMBERED);
  return (words) => {
    const total = new Map<Findable<Item>, { score: number; hits: number }>();
    for (const word of words) {
      for (const [found, score] of searchWord(word)) {
        const before = total.get(found) ?? { score: 0, hits: 0 };
        total.set(found, { score: before.score + score, hits: before.hits + 1 });
      }
    }
    return [...total]
      .map(([found, { score, hits }]) => ({ found, worth: (score + (words.length - hits)) / words.length }))
      .filter(({ worth }) => worth < WORST)
      .sort((a, b) => a.worth - b.worth)
      .map(({ found }) => found.item);
  };
}

/**
 * Scores how well each item fits a word: 0 is a perfect match. Items without a similar word are left out. The indexes
 * contain each word once, however many items use it. Short words must match almost exactly.
 */
function createIndex<Item>(
  all: readonly Findable<Item>[],
): (word: string) => ReadonlyMap<Findable<Item>, number> {
  const holding = new Map<string, Findable<Item>[]>();
  for (const findable of all)
    for (const word of findable.words) holding.set(word, [...(holding.get(word) ?? []), findable]);
  const searching = (threshold: number): Fuse<string> =>
    new Fuse([...holding.keys()], {
      includeScore: true,
      threshold,
      ignoreLocation: false,
      location: 0,
      distance: 24,
    });
  const strict = searching(0.1);
  const lenient = searching(0.26);
  return (word) => {
    const scores = new Map<Findable<Item>, number>();
    for (const { item, score = 1 } of (word.length < 4 ? strict : lenient).search(word))
      // An item with several similar words fits even better.
      for (const findable of holding.get(item) ?? [])
        scores.set(findable, (scores.get(findable) ?? 1) * score);
    return scores;
  };
}
