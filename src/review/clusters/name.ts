import { createPhrases, type WrittenWord } from './phrases.ts';

const MAX_WORDS = 4;
/** A name that a smaller share of the questions contains is used only if there is no other. */
const SHARE = 0.25;
/**
 * A name begins and ends with words that occur in at most this share of all other texts: not with “how”, “my” or “the”.
 */
const COMMON_SHARE = 0.01;
/** How much the share of questions that have the name counts, compared with how rare its words are elsewhere. */
const POWER = 2;

/** Words that occur together in some of the questions, by their keys. */
interface Candidate {
  words: readonly WrittenWord[];
  /** How many of the questions have it. */
  count: number;
}

const keyOf = (words: readonly WrittenWord[]): string => words.map(({ key }) => key).join(' ');

/** In how many texts each word occurs. */
function countWords(texts: readonly (readonly WrittenWord[][])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const key of new Set(text.flat().map((word) => word.key)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** All runs of words, counted once per text. */
function candidatesIn(texts: readonly (readonly WrittenWord[][])[]): Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const text of texts) {
    const own = new Map<string, readonly WrittenWord[]>();
    for (const words of text)
      for (let from = 0; from < words.length; from++)
        for (let to = from + 1; to <= Math.min(from + MAX_WORDS, words.length); to++)
          own.set(keyOf(words.slice(from, to)), words.slice(from, to));
    for (const [key, words] of own)
      candidates.set(key, { words, count: (candidates.get(key)?.count ?? 0) + 1 });
  }
  return [...candidates.values()];
}

/** The most frequent spelling of each word of the name, preferably not from the beginning of a sentence. */
function spellingIn(texts: readonly (readonly WrittenWord[][])[], { key }: WrittenWord): string {
  const all = texts.flatMap((text) => text.flat()).filter((word) => word.key === key);
  const within = all.filter(({ isFirst }) => !isFirst);
  const counts = new Map<string, number>();
  for (const { spelling } of within.length > 0 ? within : all)
    counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
  const [first] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const spelling = first?.[0] ?? key;
  return within.length > 0 ? spelling : spelling.toLowerCase();
}

/**
 * Creates the function that names a cluster. The name is up to four consecutive words of its questions that set it
 * apart from all other clusters: the more of its questions have them, and the rarer they are elsewhere, the better.
 * @param everything all texts, of all clusters and of the knowledge
 */
export function createNamer(everything: readonly string[]): (texts: readonly string[]) => string {
  const phrasesOf = createPhrases();
  const all = countWords(everything.map(phrasesOf));

  return (given) => {
    const texts = given.map(phrasesOf);
    const own = countWords(texts);
    const countElsewhere = (key: string): number => Math.max(0, (all.get(key) ?? 0) - (own.get(key) ?? 0));
    const rarityOf = (key: string): number =>
      Math.log((everything.length + 1) / (countElsewhere(key) + 1)) ** 2;
    const isTelling = (word: WrittenWord | undefined): boolean =>
      word !== undefined &&
      /\p{L}/u.test(word.key) &&
      countElsewhere(word.key) <= COMMON_SHARE * everything.length;
    const scoreOf = ({ words, count }: Candidate): number =>
      count ** POWER * [...new Set(words.map(({ key }) => key))].reduce((sum, key) => sum + rarityOf(key), 0);
    const candidates = candidatesIn(texts).filter(
      ({ words }) => isTelling(words[0]) && isTelling(words.at(-1)),
    );
    const common = candidates.filter(({ count }) => count >= SHARE * texts.length);
    const [best] = (common.length > 0 ? common : candidates).sort(
      (a, b) => scoreOf(b) - scoreOf(a) || (keyOf(a.words) < keyOf(b.words) ? -1 : 1),
    );
    return best?.words.map((word) => spellingIn(texts, word)).join(' ') ?? given[0] ?? '';
  };
}
