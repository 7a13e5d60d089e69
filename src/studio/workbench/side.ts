import type { Knowledge, Phrase } from '#knowledge/knowledge.ts';
import { type ReadAs, readAs } from '#review/preview/changes.ts';
import { createFindSimilar, type FindSimilar } from '#understanding/classifier/similar-phrases.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import { phraseMask, understandingFor } from '#understanding/from-knowledge.ts';
import type { Understand } from '#understanding/understand.ts';

/** Twice the number of recent questions that are read again. */
const MAX_READINGS = 10_000;

/** One side, ready to read messages. */
export class Side {
  readonly knowledge: Knowledge;
  /** Identifies what the classifier has learned. */
  readonly classifierKey: string;
  readonly classifier: TrainedClassifier;
  readonly understand: Understand;
  readonly #readings = new Map<string, ReadAs>();
  #findNearest: FindSimilar<Phrase> | undefined;

  constructor(knowledge: Knowledge, classifierKey: string, classifier: TrainedClassifier) {
    this.knowledge = knowledge;
    this.classifierKey = classifierKey;
    this.classifier = classifier;
    this.understand = understandingFor(knowledge, classifier);
  }

  /** Reads a question on its own; the same text is read only once. */
  readAs(text: string): ReadAs {
    const known = this.#readings.get(text);
    if (known !== undefined) return known;
    if (this.#readings.size >= MAX_READINGS) this.#readings.clear();
    const reading = readAs(this.understand, text);
    this.#readings.set(text, reading);
    return reading;
  }

  /** Finds the phrases that are most similar to a question. */
  get findNearest(): FindSimilar<Phrase> {
    return (this.#findNearest ??= this.findAmong(this.knowledge.phrases));
  }

  /** Finds those of the given phrases that are most similar to a question. */
  findAmong(phrases: readonly Phrase[]): FindSimilar<Phrase> {
    const mask = phraseMask(this.knowledge);
    const find = createFindSimilar(
      this.classifier,
      phrases.map((phrase) => ({ phrase, masked: mask(phrase.text) })),
    );
    return (text, most) => find(mask(text), most);
  }
}
