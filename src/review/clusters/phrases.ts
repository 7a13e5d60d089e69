import { MODEL_TOKEN, stem, tokens } from '#understanding/classifier/text.ts';

/** A word as the customer wrote it. */
export interface WrittenWord {
  spelling: string;
  /** The same for all forms of a word; '' if it has no known letters or digits. */
  key: string;
  /** At the beginning of a sentence, a capital means nothing. */
  isFirst: boolean;
}

const BREAK = /[,;:?!()[\]"“”…]+|\.(?=\s|$)|\s[-–—]\s/u;
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}.+/'’-]*[\p{L}\p{N}+])?/gu;

/**
 * Creates the function that splits a text into stretches without a comma, a full stop or a model's name, each a list of
 * words. It remembers the words that it has seen.
 */
export function createPhrases(): (text: string) => WrittenWord[][] {
  const keys = new Map<string, string>();
  const keyOf = (spelling: string): string => {
    const known = keys.get(spelling) ?? tokens(spelling).map(stem).join(' ');
    keys.set(spelling, known);
    return known;
  };
  return (text) =>
    text
      .split(BREAK)
      .flatMap((stretch) => stretch.split(MODEL_TOKEN))
      .map((stretch) =>
        (stretch.match(WORD) ?? []).map((spelling, at) => ({
          spelling,
          key: keyOf(spelling),
          isFirst: at === 0,
        })),
      )
      .filter(({ length }) => length > 0);
}
