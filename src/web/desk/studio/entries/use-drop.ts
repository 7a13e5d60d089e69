import { useState } from 'preact/hooks';
import type { EntryEditor } from '../editor/entry-editor.ts';
import { studioApi } from '../studio-api.ts';
import type { OpenEntryProps } from './open-entry-props.ts';

/** Discards the change of an entry, which returns to the published version or, if new, is gone. */
export function useDrop(
  { client, draft, entryKey, section }: OpenEntryProps,
  editor: EntryEditor,
): { problem: string; drop: () => Promise<string> } {
  const [problem, setProblem] = useState('');
  /** @returns a problem to show; '' if it succeeded */
  const drop = async (): Promise<string> => {
    const isNew = editor.entry.peek()?.published === null;
    const answer = await studioApi.discard(entryKey, editor.version);
    setProblem(answer.ok ? '' : answer.problem);
    if (!answer.ok) return answer.problem;
    draft.changed();
    editor.forget();
    if (isNew) client.router.go('studio', section === '' ? undefined : section);
    else await editor.load();
    return '';
  };
  return { problem, drop };
}
