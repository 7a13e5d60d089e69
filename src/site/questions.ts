import Fuse from 'fuse.js';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { type Title, titleOf } from '#knowledge/titles.ts';
import { cutText } from '#text/cut-text.ts';

/** Finds the questions that somebody who is typing this may want to ask, best first. */
export type SuggestQuestions = (text: string) => string[];

const MOST = 5;
const SHORTEST = 2;
/**
 * Nobody asks longer questions, so only this many words are searched for, and this much of each (UTF-16 code units).
 */
const MOST_WORDS = 8;
const LONGEST_WORD = 16;
const LONGEST = 200;
/** As in fuse.js, 0 is a perfect match and 1 is none. */
const WORST = 0.45;
const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Words that occur in any question and distinguish none. */
const COMMON = new Set(
  'a an and any are at be can could do does for have how i if in is it me my of on or the there this to what when where which who why will with you your'.split(
    ' ',
  ),
);

interface Indexed extends Title {
  words: string[];
}

/** Creates the suggestions from the title questions and button labels in the knowledge, and from its model names. */
export function createSuggestions(knowledge: Knowledge): SuggestQuestions {
  const intents = [...knowledge.answers.keys(), 'patch.status', 'patch.list', 'human'];
  const titles = intents.flatMap((intent): Indexed[] => {
    const title = titleOf(knowledge, intent);
    return title === undefined ? [] : [{ ...title, words: wordsOf(`${title.question} ${title.label}`) }];
  });
  const models = [...knowledge.models.keys()].map((model) => ({
    model,
    word: normal(model).replaceAll(' ', ''),
  }));
  const search = createSearch(titles);
  return (text) => {
    const words = wordsOf(cutText(text, LONGEST)).slice(0, MOST_WORDS);
    if (words.join(' ').length < SHORTEST) return [];
    const named = modelQuestions(models, words);
    const found = rank(
      search,
      words.filter((word) => !COMMON.has(word)),
    );
    return [...new Set([...named, ...found])].slice(0, MOST);
  };
}

/** Splits a text into distinct words, each cut to the longest length. */
const wordsOf = (text: string): string[] => [
  ...new Set(
    normal(text)
      .split(' ')
      .map((word) => cutText(word, LONGEST_WORD)),
  ),
];

/** Scores how well each question fits a word: 0 is a perfect match. Questions without a similar word are left out. */
type SearchWord = (word: string) => ReadonlyMap<Indexed, number>;

/**
 * Builds the indexes once, because that costs far more than a search. They contain each word once, however many
 * questions use it. Short words must match almost exactly.
 */
function createSearch(titles: readonly Indexed[]): SearchWord {
  const holding = Map.groupBy(
    titles.flatMap((title) => title.words.map((word) => ({ title, word }))),
    ({ word }) => word,
  );
  const searching = (threshold: number): Fuse<string> =>
    new Fuse([...holding.keys()], {
      includeScore: true,
      threshold,
      ignoreLocation: false,
      location: 0,
      distance: 24,
    });
  const strict = searching(0.1);
  const lenient = searching(0.34);
  return (word) => {
    const scores = new Map<Indexed, number>();
    for (const { item, score = 1 } of (word.length < 4 ? strict : lenient).search(word))
      // A question with several similar words fits even better.
      for (const { title } of holding.get(item) ?? []) scores.set(title, (scores.get(title) ?? 1) * score);
    return scores;
  };
}

/** Ranks the questions. Every significant word must be in the question, approximately or as the beginning of a word. */
function rank(search: SearchWord, words: readonly string[]): string[] {
  const total = new Map<Indexed, { score: number; hits: number }>();
  for (const word of words) {
    for (const [title, score] of search(word)) {
      const before = total.get(title) ?? { score: 0, hits: 0 };
      total.set(title, { score: before.score + score, hits: before.hits + 1 });
    }
  }
  return [...total]
    .map(([title, { score, hits }]) => ({ title, worth: (score + (words.length - hits)) / words.length }))
    .filter(({ worth }) => worth < WORST)
    .sort((a, b) => a.worth - b.worth)
    .map(({ title }) => title.question);
}

/** Suggests asking for the patch status when a model's name, or the beginning of one with a digit, is typed. */
function modelQuestions(
  models: readonly { model: string; word: string }[],
  words: readonly string[],
): string[] {
  return words
    .filter((word) => /^\p{L}{2}/u.test(word) && (/\d/.test(word) || word.length > 5))
    .flatMap((written) => models.filter(({ word }) => word.startsWith(written)))
    .slice(0, 2)
    .map(({ model }) => `Is the ${model} patched?`);
}
