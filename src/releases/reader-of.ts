import type { Reader } from '#expected/run-expected.ts';
import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { loadClassifier, type LoadOptions } from '#training/load-classifier.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';

/**
 * Prepares documents for reading messages. Trains their classifier if it has not been trained yet.
 * @throws {KnowledgeError} if this version of the program cannot use them
 */
export async function readerOf(documents: Documents, options: LoadOptions): Promise<Reader> {
  const knowledge = knowledgeOf(documents);
  const { classifier } = await loadClassifier(knowledge, options);
  return { knowledge, understand: understandingFor(knowledge, classifier) };
}
