/** Validates the documents that it gets, and returns the packed knowledge or what is wrong. */
import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { pack } from '#knowledge/packed.ts';
import { KnowledgeError, type Problem } from '#knowledge/problems.ts';
import type { Work } from '#threads/thread.ts';

/** An error would arrive without its problems. */
export type Prepared = Uint8Array | readonly Problem[];

const prepare: Work<Documents, Prepared> = (documents) => {
  try {
    return pack(knowledgeOf(documents));
  } catch (error) {
    if (error instanceof KnowledgeError) return error.problems;
    throw error;
  }
};

export default prepare;
