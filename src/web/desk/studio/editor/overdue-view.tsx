import type { Field } from '../form/field.ts';
import type { EntryEditor } from './entry-editor.ts';
import { differences } from './readable.ts';
import { Versions } from './versions.tsx';
import { editorWords as words } from './words.ts';

/** Shown when another version was published after the edit started: both versions, so that the editor can decide. */
export function OverdueView({
  editor,
  fields,
  onDrop,
}: {
  editor: EntryEditor;
  fields: readonly Field[];
  /** Discards the draft and takes the published version. */
  onDrop: () => void;
}) {
  const entry = editor.entry.value;
  if (entry?.isOverdue !== true || editor.conflict.value !== undefined) return null;
  return (
    <section class="studio-conflict" aria-label={words.overdueTitle}>
      <h3>{words.overdueTitle}</h3>
      <p>{words.overdueText}</p>
      <Versions
        differences={differences(fields, entry.published, editor.content.value)}
        first={words.publishedNow}
        second={words.draftNow}
      />
      <div class="studio-actions">
        <button type="button" class="quiet" onClick={() => editor.settle()}>
          {words.keepDraft}
        </button>
        <button type="button" class="quiet" onClick={onDrop}>
          {words.takePublished}
        </button>
      </div>
    </section>
  );
}
