import {
  createVectoriser,
  detached,
  dimensions,
  fitFeatureSpace,
  type SparseVector,
} from '#understanding/classifier/features.ts';

/** Words that tell topics apart count far more than words that occur in every question. */
const RARITY_POWER = 4;
/** A feature that only one question has joins nothing. */
const MINIMUM_QUESTIONS = 2;

/** The questions as vectors of the classifier's features, weighted to tell topics apart. */
export interface QuestionSpace {
  vectors: readonly SparseVector[];
  dimensions: number;
  /** The vector of a question's single words, without word pairs and character n-grams. */
  wordsOf: (question: number) => SparseVector;
}

/**
 * @param questions as words
 * @param background as words: they only show which words are common
 */
export function createSpace(
  questions: readonly (readonly string[])[],
  background: readonly (readonly string[])[],
): QuestionSpace {
  // A word is not common just because its topic is asked about often: the background counts twice.
  const space = fitFeatureSpace([...questions, ...background, ...background], MINIMUM_QUESTIONS);
  const { vectorise } = createVectoriser({
    ...space,
    rarity: space.rarity.map((rarity) => rarity ** RARITY_POWER),
  });
  const vectors = questions.map((words) => detached(vectorise(words)));
  const isWord = new Set(space.single.map((feature) => feature - 1));
  return {
    vectors,
    dimensions: dimensions(space),
    wordsOf(question) {
      const { indices, values } = vectors[question]!;
      const places = [...indices.keys()].filter((at) => isWord.has(indices[at]!));
      return {
        indices: Int32Array.from(places, (at) => indices[at]!),
        values: Float32Array.from(places, (at) => values[at]!),
        length: places.length,
      };
    },
  };
}
