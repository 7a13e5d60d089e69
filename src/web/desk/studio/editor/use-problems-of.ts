import { useEffect, useState } from 'preact/hooks';
import type { StudioKey, StudioProblem } from '#desk/studio/wire.ts';
import { textOfKey } from '../entries/list-filter.ts';
import type { StudioDraft } from '../studio-draft.ts';
import type { EntryEditor } from './entry-editor.ts';

/**
 * The problems of an entry, from the server's latest response: a save reports them at once; the list also shows when a
 * change elsewhere has fixed them.
 */
export function useProblemsOf(
  key: StudioKey,
  editor: EntryEditor,
  draft: StudioDraft,
): readonly StudioProblem[] {
  const [problems, setProblems] = useState<readonly StudioProblem[]>([]);
  const entry = editor.entry.value;
  const overview = draft.overview.value;
  useEffect(() => setProblems(entry?.problems ?? []), [entry]);
  useEffect(() => {
    const own = overview?.problems.filter(
      (problem) => problem.key && textOfKey(problem.key) === textOfKey(key),
    );
    setProblems(own ?? []);
  }, [overview]);
  return problems;
}
