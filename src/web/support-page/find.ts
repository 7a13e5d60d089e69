import { createWordSearch, plainWords, significant, wordsOf } from '#site/word-search.ts';

/** A model or an answer on the page. */
export interface Entry {
  kind: 'model' | 'answer';
  /** The id of its element, for links to it. */
  id: string;
  title: string;
  /** A model's patch status for an advisory, or the first words of an answer. */
  hint: string;
  /** More text to match: an answer's button label and text. */
  label: string;
  text: string;
}

const MAX = 8;
const SHORTEST = 2;

const compact = (text: string): string => plainWords(text).replaceAll(' ', '');

/**
 * Creates the page's search over models and answers together.
 * @returns at most eight entries, best first; none for fewer than two characters
 */
export function createPageSearch(entries: readonly Entry[]): (text: string) => Entry[] {
  const models = entries.filter(({ kind }) => kind === 'model');
  const answers = entries.filter(({ kind }) => kind === 'answer');
  const byTitle = createWordSearch(
    answers.map((item) => ({ item, words: wordsOf(`${item.title} ${item.label}`) })),
  );
  const misspelt = createWordSearch(models.map((item) => ({ item, words: [compact(item.title)] })));
  const byText = answers.map((item) => ({ item, words: plainWords(`${item.title} ${item.text}`) }));
  return (text) => {
    const words = wordsOf(text);
    if (words.join('').length < SHORTEST) return [];
    const wanted = significant(words);
    const inText = byText.filter(({ words: content }) => wanted.every((word) => content.includes(word)));
    const named = namedModels(models, text, words);
    // Forgive a wrong letter in a model's name only if no model is named: one letter away is another model.
    const near = named.length === 0 && /\d/.test(text) ? misspelt([compact(text)]) : [];
    const found = new Set([
      ...named,
      ...near,
      ...(wanted.length === 0 ? [] : byTitle(wanted)),
      ...(wanted.length === 0 ? [] : inText.map(({ item }) => item)),
    ]);
    return [...found].slice(0, MAX);
  };
}

/** The models whose name equals or starts with a word of the text, or the whole text; exact matches first. */
function namedModels(models: readonly Entry[], text: string, words: readonly string[]): Entry[] {
  const named = [compact(text), ...words.filter((word) => /\d/.test(word))];
  const nearness = (title: string): number => {
    const name = compact(title);
    if (named.includes(name)) return 0;
    if (named.some((word) => name.startsWith(word))) return 1;
    return named.some((word) => /\d{3}/.test(word) && name.includes(word)) ? 2 : 3;
  };
  return models
    .map((model) => ({ model, nearness: nearness(model.title) }))
    .filter(({ nearness: rank }) => rank < 3)
    .sort((a, b) => a.nearness - b.nearness)
    .map(({ model }) => model);
}
