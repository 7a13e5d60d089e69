import type { Problem } from '#knowledge/problems.ts';
import type { EntryKey } from './entries/entry.ts';

/** A problem with the entry that it concerns; without one it concerns a document. */
export interface PlacedProblem extends Problem {
  key: EntryKey | undefined;
}

/** Finds the entry that each problem concerns, so that editors see it where they can mend it. */
export function placeProblems(problems: readonly Problem[], entries: readonly EntryKey[]): PlacedProblem[] {
  const byDocument = Map.groupBy(entries, ({ document }) => document);
  return problems.map((problem) => ({
    ...problem,
    key: (byDocument.get(problem.file) ?? []).find((entry) => concerns(problem, entry)),
  }));
}

/**
 * Problems name an entry by its id, or by its position with its name: "apps 3 (EnViewer)". Whatever is wrong in the document
 * of an advisory is wrong in its one entry.
 */
const concerns = ({ entry, field }: Problem, { kind, id }: EntryKey): boolean =>
  kind === 'advisory' || entry === id || entry.endsWith(` (${id})`) || (kind === 'opening' && field === id);
