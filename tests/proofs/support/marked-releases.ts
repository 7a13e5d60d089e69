import { parse, stringify } from 'yaml';
import type { Documents } from '#knowledge/documents.ts';
import type { Seen } from './direct-line.ts';

const MARKED = /\(release (\d+)\)/g;

/** The parts of a document's answers that get a mark. */
interface AnswersDocument {
  answers: { short: string; detail?: string }[];
}

/** Marks every text of every answer with the number of a release, so that each reply shows which one it came from. */
export function markDocuments(documents: Documents, release: number): Documents {
  const mark = (text: string): string => `(release ${release}) ${text}`;
  return new Map(
    [...documents].map(([path, text]) => {
      if (!path.startsWith('answers/')) return [path, text] as const;
      const { answers, ...others } = parse(text) as AnswersDocument;
      const marked = answers.map(({ short, detail, ...answer }) => ({
        ...answer,
        short: mark(short),
        ...(detail === undefined ? {} : { detail: mark(detail) }),
      }));
      return [path, stringify({ ...others, answers: marked })] as const;
    }),
  );
}

/** The releases that a turn's replies came from: one, unless they are mixed, and none if nothing is marked. */
export const releasesIn = (replies: readonly Seen[]): Set<string> =>
  new Set(
    replies.flatMap(({ text = '' }) => [...text.matchAll(MARKED)].flatMap(([, number]) => number ?? [])),
  );
