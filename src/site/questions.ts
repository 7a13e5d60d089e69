import type { Knowledge } from '#knowledge/knowledge.ts';
import { titleOf } from '#knowledge/titles.ts';
import { knowledgeIn, languageFor, languagesIn } from '#knowledge/translations.ts';
import { cutText } from '#text/cut-text.ts';
import { memoised } from '#understanding/classifier/memo.ts';
import { createWordSearch, type Findable, plainWords, significant, wordsOf } from './word-search.ts';

/**
 * Finds the questions that somebody who is typing this may want to ask, best match first.
 * @param locale of the customer's client: translated questions are shown in its language
 */
export type SuggestQuestions = (text: string, locale?: string) => string[];

const MAX = 5;
const SHORTEST = 2;
/** Nobody asks longer questions, so only this many words are searched for. */
const MAX_WORDS = 8;
const LONGEST = 200;

/** Creates the suggestions in English, and those in each other language of the knowledge on first use. */
export function createSuggestions(knowledge: Knowledge): SuggestQuestions {
  const languages = languagesIn(knowledge);
  const suggestIn = memoised((language) =>
    suggestionsFrom(knowledge, language === '' ? knowledge : knowledgeIn(knowledge, language)),
  );
  return (text, locale) => suggestIn(languageFor(languages, [locale]) ?? '')(text);
}

/**
 * Creates the suggestions from the title questions and button labels in the knowledge, and from its model names.
 * @param shown the same knowledge in the language in which the questions are shown; English words also find them
 */
function suggestionsFrom(knowledge: Knowledge, shown: Knowledge): SuggestQuestions {
  const intents = [...knowledge.answers.keys(), 'patch.status', 'patch.list', 'human'];
  const titles = intents.flatMap((intent): Findable<string>[] => {
    const [title, own] = [titleOf(knowledge, intent), titleOf(shown, intent)];
    if (title === undefined || own === undefined) return [];
    const words = new Set([title, own].flatMap(({ question, label }) => wordsOf(`${question} ${label}`)));
    return [{ item: own.question, words: [...words] }];
  });
  const models = [...knowledge.models.keys()].map((model) => ({
    model,
    word: plainWords(model).replaceAll(' ', ''),
  }));
  const search = createWordSearch(titles);
  return (text) => {
    const words = wordsOf(cutText(text, LONGEST)).slice(0, MAX_WORDS);
    if (words.join(' ').length < SHORTEST) return [];
    return [...new Set([...modelQuestions(models, words), ...search(significant(words))])].slice(0, MAX);
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
