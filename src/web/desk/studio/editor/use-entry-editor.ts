import { useEffect, useMemo, useState } from 'preact/hooks';
import type { StudioKey } from '#desk/studio/wire.ts';
import type { DeskClient } from '../../client/desk-client.ts';
import { textOfKey } from '../entries/list-filter.ts';
import { studioApi } from '../studio-api.ts';
import type { StudioDraft } from '../studio-draft.ts';
import { EntryEditor } from './entry-editor.ts';

interface Edited {
  client: DeskClient;
  draft: StudioDraft;
  key: StudioKey;
  /** The initial content of an entry that does not exist yet; undefined if it must exist. */
  blank?: unknown;
}

/** Opens an entry, and saves pending changes when the editor leaves it. */
export function useEntryEditor({ client, draft, key, blank }: Edited): EntryEditor {
  const editor = useMemo(
    () => new EntryEditor({ key, blank, api: studioApi, drafts: client.drafts, onSaved: draft.changed }),
    [client, draft, textOfKey(key)],
  );
  useEffect(() => {
    void editor.load();
    const flush = (): void => editor.flush();
    const retry = (): void => editor.retry();
    addEventListener('pagehide', flush);
    addEventListener('online', retry);
    return () => {
      removeEventListener('pagehide', flush);
      removeEventListener('online', retry);
      editor.flush();
    };
  }, [editor]);
  return editor;
}

/** How often a browser reports that it has the entry open. */
const PRESENCE_MS = 10_000;

/**
 * Reports that the entry is open, and reloads it after others save or publish it.
 * @param phrases the editor of an answer's phrases
 * @returns who else has it open
 */
export function usePresence(
  key: StudioKey,
  [editor, phrases]: readonly [EntryEditor, EntryEditor?],
): readonly string[] {
  const [others, setOthers] = useState<readonly string[]>([]);
  useEffect(() => {
    let isOpen = true;
    const visit = async (): Promise<void> => {
      if (document.visibilityState === 'hidden') return;
      const answer = await studioApi.visit(key);
      if (!isOpen || !answer.ok) return;
      setOthers(answer.body.others);
      await Promise.all([editor.catchUp(answer.body.version), phrases?.catchUp(answer.body.phrases)]);
    };
    void visit();
    const timer = setInterval(() => void visit(), PRESENCE_MS);
    return () => {
      isOpen = false;
      clearInterval(timer);
    };
  }, [textOfKey(key), editor, phrases]);
  return others;
}
