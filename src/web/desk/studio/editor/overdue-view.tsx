import type { Field } from '../form/field.ts';
import type { EntryEditor } from './entry-editor.ts';
import { differences } from './readable.ts';
import { Versions } from './versions.tsx';
import { editorWords as words } from './words.ts';

/** Another wording was published after the change was begun: both, so that the editor can decide. */
export function OverdueView({
  editor,
  fields,
  onDrop,
}: {
  editor: EntryEditor;
  fields: readonly Field[];
  /** Takes what is published. */
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
