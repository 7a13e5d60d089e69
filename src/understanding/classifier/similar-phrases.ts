import { createVectoriser, detached, dimensions } from './features.ts';
import type { TrainedClassifier } from './trained-classifier.ts';
import { createWorder } from './wording.ts';
import { MODEL_TOKEN, tokens } from './text.ts';

/** How similar a text and a phrase are to the classifier: 0..1. */
interface Similar<Phrase> {
  phrase: Phrase;
  similarity: number;
}

/** Finds the phrases that are most similar to a text, nearest first. */
export type FindSimilar<Phrase> = (text: string, most: number) => Similar<Phrase>[];

/**
 * Creates the finder of phrases that are similar to a text, by the features of a classifier.
 * @param phrases each with its text as it is trained, masked; texts must be masked in the same way
 */
export function createFindSimilar<Phrase>(
  { parts: { counts, ensemble } }: TrainedClassifier,
  phrases: readonly { phrase: Phrase; masked: string }[],
): FindSimilar<Phrase> {
  const { vectorise } = createVectoriser(ensemble.space);
  const word = createWorder(counts);
  const vectors = phrases.map(({ masked }) =>
    detached(vectorise(tokens(masked.replaceAll('{model}', MODEL_TOKEN)))),
  );
  const asked = new Float32Array(dimensions(ensemble.space));
  return (text, most) => {
    asked.fill(0);
    const { indices, values, length } = vectorise(word(text.replaceAll('{model}', MODEL_TOKEN)).words);
    for (let at = 0; at < length; at++) asked[indices[at]!] = values[at]!;
    return vectors
      .map((vector, at) => ({ phrase: phrases[at]!.phrase, similarity: product(vector, asked) }))
      .filter(({ similarity }) => similarity > 0)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, most);
  };
}

function product({ indices, values, length }: ReturnType<typeof detached>, asked: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += values[at]! * asked[indices[at]!]!;
  return sum;
}
