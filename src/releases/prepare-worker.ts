/** The thread of `packApart`: validates the documents that it gets, and sends back the packed knowledge. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { pack } from '#knowledge/packed.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { PackedApart } from './prepare-knowledge.ts';

function prepare(documents: Documents): PackedApart {
  try {
    return { packed: pack(knowledgeOf(documents)) };
  } catch (error) {
    if (error instanceof KnowledgeError) return { problems: error.problems };
    throw error;
  }
}

const prepared = prepare(workerData as Documents);
parentPort?.postMessage(prepared, 'packed' in prepared ? [prepared.packed.buffer as ArrayBuffer] : []);
