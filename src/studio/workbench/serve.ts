import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { KnowledgeError, type Problem } from '#knowledge/problems.ts';
import type { ReadYaml } from '#knowledge/read-yaml.ts';
import { rememberDocuments } from '#knowledge/remember-documents.ts';
import { compareReleases } from '#releases/compare.ts';
import { draftOf } from '../draft.ts';
import type { EntryCache } from '../entries/read-entries.ts';
import { serialise } from '#understanding/classifier/serialise.ts';
import { type ClassifierParts, Classifiers } from './classifiers.ts';
import { PreparedSides } from './prepared-sides.ts';
import type { ServiceName, Services, TrainedForRelease } from './protocol.ts';
import { reread } from './reread.ts';

/** Performs a service. @throws {WorkbenchError} and any other error of the service */
export type Serve = <Name extends ServiceName>(
  name: Name,
  takes: Services[Name]['takes'],
) => Promise<Services[Name]['gives']>;

/** What was read before, keyed by the texts of the documents. */
interface ReadBefore {
  read: ReadYaml;
  entries: EntryCache;
}

/** For one process: the servers of the tests share it. */
export const createReadBefore = (): ReadBefore => ({ read: rememberDocuments(), entries: new Map() });

/** A server handles a message of this size in well under a millisecond. */
const PIECE_BYTES = 2 ** 18;

type Handlers = {
  [Name in ServiceName]: (
    takes: Services[Name]['takes'],
  ) => Services[Name]['gives'] | Promise<Services[Name]['gives']>;
};

/**
 * Creates the function that performs the services in the child. Modules that need the bot are loaded on first use,
 * because that takes long.
 */
export function createServe(parts: ClassifierParts, { read, entries } = createReadBefore()): Serve {
  const classifiers = new Classifiers(parts);
  const sides = new PreparedSides(classifiers, read);
  const handlers: Handlers = {
    check: ({ documents }) => problemsIn(documents, read),
    draft: (sources) => draftOf(sources, entries),
    compare: ({ before, after }) => compareReleases(before, after),
    prepare: ({ key, sides: given, isExact }) => sides.prepare(key, given, isExact),
    chat: async ({ key, texts, locale }) => {
      const { chat } = await import('./chat.ts');
      return await chat(sides.get(key), texts, locale);
    },
    verdict: async ({ key }) => {
      const { judgeDraft } = await import('./expected.ts');
      return await judgeDraft(sides.get(key));
    },
    train: ({ documents }) => trainForRelease(documents, { classifiers, read }),
    classifier: givePieces(classifiers),
    reread: ({ key, questions }) => reread(sides.get(key), questions, classifiers),
  };
  return async (name, takes) => await handlers[name](takes);
}

/** Returns classifiers piece by piece. A classifier's bytes are kept until the last piece has been returned. */
function givePieces(classifiers: Classifiers): Handlers['classifier'] {
  let written: { key: string; bytes: Uint8Array } | undefined;
  return ({ key, from }) => {
    if (written?.key !== key) {
      const known = classifiers.known(key);
      written = known && { key, bytes: serialise(known) };
    }
    if (written === undefined) return undefined;
    const { bytes } = written;
    const piece = bytes.slice(from, from + PIECE_BYTES);
    if (from + piece.length === bytes.length) written = undefined;
    return { bytes: piece, total: bytes.length };
  };
}

async function trainForRelease(
  documents: Documents,
  { classifiers, read }: { classifiers: Classifiers; read: ReadYaml },
): Promise<TrainedForRelease> {
  const problems = problemsIn(documents, read);
  if (problems.length > 0) return { kind: 'unusable', problems };
  const knowledge = knowledgeOf(documents, read);
  const { key, tookMs } = await classifiers.kept(knowledge);
  const { answers, phrases } = knowledge;
  return { kind: 'trained', key, tookMs, answers: answers.size, phrases: phrases.length };
}

function problemsIn(documents: Documents, read: ReadYaml): readonly Problem[] {
  try {
    knowledgeOf(documents, read);
    return [];
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    return error.problems;
  }
}
