import type { Knowledge } from '#knowledge/knowledge.ts';
import { titleOf } from '#knowledge/titles.ts';
import { cutText } from '#text/cut-text.ts';
import { createWordSearch, type Findable, plainWords, significant, wordsOf } from './word-search.ts';

/** Finds the questions that somebody who is typing this may want to ask, best match first. */
export type SuggestQuestions = (text: string) => string[];

const MOST = 5;
const SHORTEST = 2;
/** Nobody asks longer questions, so only this many words are searched for. */
const MOST_WORDS = 8;
const LONGEST = 200;

/** Creates the suggestions from the title questions and button labels in the knowledge, and from its model names. */
export function createSuggestions(knowledge: Knowledge): SuggestQuestions {
  const intents = [...knowledge.answers.keys(), 'patch.status', 'patch.list', 'human'];
  const titles = intents.flatMap((intent): Findable<string>[] => {
    const title = titleOf(knowledge, intent);
    return title === undefined
      ? []
      : [{ item: title.question, words: wordsOf(`${title.question} ${title.label}`) }];
  });
  const models = [...knowledge.models.keys()].map((model) => ({
    model,
    word: plainWords(model).replaceAll(' ', ''),
  }));
  const search = createWordSearch(titles);
  return (text) => {
    const words = wordsOf(cutText(text, LONGEST)).slice(0, MOST_WORDS);
    if (words.join(' ').length < SHORTEST) return [];
    return [...new Set([...modelQuestions(models, words), ...search(significant(words))])].slice(0, MOST);
  };
}

/** Suggests asking for the patch status if a model's name, or the beginning of one with a digit, is typed. */
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
