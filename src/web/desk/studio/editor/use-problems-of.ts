import { useEffect, useState } from 'preact/hooks';
import type { StudioKey, StudioProblem } from '#desk/studio/wire.ts';
import { textOfKey } from '../entries/list-filter.ts';
import type { StudioDraft } from '../studio-draft.ts';
import type { EntryEditor } from './entry-editor.ts';

/**
 * What is wrong with an entry, by whatever the server said last: a save tells it of the entry at once, and the list of
 * what is mended by a change elsewhere.
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
