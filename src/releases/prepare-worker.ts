/** Validates the documents that it gets, and returns the packed knowledge or what is wrong. */
import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { pack } from '#knowledge/packed.ts';
import { KnowledgeError, type Problem } from '#knowledge/problems.ts';
import type { Work } from '#threads/thread.ts';

/** The packed knowledge, or what is wrong with the documents: a thrown error would lose its problems on the way. */
export type PackedOrProblems = Uint8Array | readonly Problem[];

const prepare: Work<Documents, PackedOrProblems> = (documents) => {
  try {
    return pack(knowledgeOf(documents));
  } catch (error) {
    if (error instanceof KnowledgeError) return error.problems;
    throw error;
  }
};

export default prepare;
