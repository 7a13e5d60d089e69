import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Documents } from '#knowledge/documents.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { KnowledgeError, type Problem } from '#knowledge/problems.ts';

/** The thread's response. */
export type ParsedApart = { knowledge: Knowledge } | { problems: readonly Problem[] };

/**
 * Validates documents in a separate thread, because that takes a tenth of a second, and customers are being answered.
 * @throws {KnowledgeError} with every problem found, if there are any
 */
export async function parseApart(documents: Documents): Promise<Knowledge> {
  const thread = new Worker(new URL('parse-worker.ts', import.meta.url), { workerData: documents });
  try {
    const [parsed] = (await once(thread, 'message')) as [ParsedApart];
    if ('problems' in parsed) throw new KnowledgeError(parsed.problems);
    return parsed.knowledge;
  } finally {
    await thread.terminate();
  }
}
