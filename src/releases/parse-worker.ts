/** The thread of `parseApart`: validates the documents that it gets, and sends back the knowledge or the problems. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { ParsedApart } from './parse-apart.ts';

function parse(documents: Documents): ParsedApart {
  try {
    return { knowledge: knowledgeOf(documents) };
  } catch (error) {
    if (error instanceof KnowledgeError) return { problems: error.problems };
    throw error;
  }
}

parentPort?.postMessage(parse(workerData as Documents));
