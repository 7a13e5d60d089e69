import Fuse from 'fuse.js';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { type Title, titleOf } from '../knowledge/titles.ts';
import { cutText } from '../text/cut-text.ts';

/** Finds the questions that somebody who writes this may be about to ask, best first. */
export type SuggestQuestions = (text: string) => string[];

const MOST = 5;
const SHORTEST = 2;
/** fuse.js: 0 is a perfect match, 1 none. */
const WORST = 0.45;
const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Words that stand in any question and tell none apart. */
const COMMON = new Set(
  'a an and any are at be can could do does for have how i if in is it me my of on or the there this to what when where which who why will with you your'.split(
    ' ',
  ),
);

interface Indexed extends Title {
  words: string[];
}

/** Over the title questions and button labels of the knowledge, and the names of its models. */
export function createSuggestions(knowledge: Knowledge): SuggestQuestions {
  const intents = [...knowledge.answers.keys(), 'patch.status', 'patch.list', 'human'];
  const titles = intents.flatMap((intent): Indexed[] => {
    const title = titleOf(knowledge, intent);
    return title === undefined ? [] : [{ ...title, words: wordsOf(`${title.question} ${title.label}`) }];
  });
  const models = [...knowledge.models.keys()];
  return (text) => {
    const query = cutText(normal(text), 200);
    if (query.length < SHORTEST) return [];
    const words = query.split(' ');
    const named = modelQuestions(models, words);
    const found = rank(
      titles,
      words.filter((word) => !COMMON.has(word)),
    );
    return [...new Set([...named, ...found])].slice(0, MOST);
  };
}

const wordsOf = (text: string): string[] => [...new Set(normal(text).split(' '))];

/** Every word that tells something must be in the question: nearly, or as a beginning of a word. */
function rank(titles: readonly Indexed[], words: readonly string[]): string[] {
  if (words.length === 0) return [];
  const total = new Map<Indexed, { score: number; hits: number }>();
  for (const word of words) {
    const fuse = new Fuse(titles, {
      keys: ['words'],
      includeScore: true,
      threshold: word.length < 4 ? 0.1 : 0.34,
      ignoreLocation: false,
      location: 0,
      distance: 24,
    });
    for (const { item, score = 1 } of fuse.search(word)) {
      const before = total.get(item) ?? { score: 0, hits: 0 };
      total.set(item, { score: before.score + score, hits: before.hits + 1 });
    }
  }
  return [...total]
    .map(([title, { score, hits }]) => ({ title, worth: (score + (words.length - hits)) / words.length }))
    .filter(({ worth }) => worth < WORST)
    .sort((a, b) => a.worth - b.worth)
    .map(({ title }) => title.question);
}

/** A model's name, or the beginning of one with its number, leads to its patch status. */
function modelQuestions(models: readonly string[], words: readonly string[]): string[] {
  return words
    .filter((word) => /^\p{L}{2}/u.test(word) && (/\d/.test(word) || word.length > 5))
    .flatMap((word) => models.filter((model) => normal(model).replaceAll(' ', '').startsWith(word)))
    .slice(0, 2)
    .map((model) => `Is the ${model} patched?`);
}
