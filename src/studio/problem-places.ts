import type { Problem } from '#knowledge/problems.ts';
import type { EntryKey } from './entries/entry.ts';

/** A problem with the entry that it concerns; a problem without an entry concerns a whole document. */
export interface PlacedProblem extends Problem {
  key: EntryKey | undefined;
}

/** Finds the entry that each problem concerns, so that editors see it where they can fix it. */
export function placeProblems(problems: readonly Problem[], entries: readonly EntryKey[]): PlacedProblem[] {
  const byDocument = Map.groupBy(entries, ({ document }) => document);
  return problems.map((problem) => ({
    ...problem,
    key: (byDocument.get(problem.file) ?? []).find((entry) => concerns(problem, entry)),
  }));
}

/**
 * Problems name an entry by its id, or by its position and name: "apps 3 (EnViewer)". Any problem in an advisory's
 * document is a problem of its only entry.
 */
const concerns = ({ entry, field }: Problem, { kind, id }: EntryKey): boolean =>
  kind === 'advisory' || entry === id || entry.endsWith(` (${id})`) || (kind === 'opening' && field === id);
