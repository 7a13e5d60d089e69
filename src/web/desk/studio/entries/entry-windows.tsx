import type { StudioEntry } from '#desk/studio/wire.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import type { EntryEditor } from '../editor/entry-editor.ts';
import { differences, readable } from '../editor/readable.ts';
import { Versions } from '../editor/versions.tsx';
import { editorWords as words } from '../editor/words.ts';
import type { Field } from '../form/field.ts';
import { EntryHistory } from '../publishing/entry-history.tsx';
import { studioApi } from '../studio-api.ts';
import type { OpenEntryProps } from './open-entry-props.ts';
import { useDrop } from './use-drop.ts';

export type EntryWindow = 'compare' | 'history' | 'drop' | 'remove';

interface WindowProps extends OpenEntryProps {
  open: EntryWindow;
  editor: EntryEditor;
  entry: StudioEntry;
  fields: readonly Field[];
  title: string;
  onClose: () => void;
}

/** The open window of an entry. */
export function EntryWindows(props: WindowProps) {
  switch (props.open) {
    case 'compare':
      return <CompareWindow {...props} />;
    case 'history':
      return <EntryHistory entryKey={props.entryKey} onClose={props.onClose} />;
    case 'drop':
      return <DropWindow {...props} />;
    case 'remove':
      return <RemoveWindow {...props} />;
  }
}

const CompareWindow = ({ entry, editor, fields, onClose }: WindowProps) => (
  <Dialog title={words.compareTitle} onClose={onClose}>
    <div class="studio-window">
      <Versions
        differences={differences(fields, entry.published, editor.content.value)}
        first={words.publishedNow}
        second={words.draftNow}
      />
    </div>
    <div class="dialog-foot">
      <button type="button" class="button" onClick={onClose}>
        {words.close}
      </button>
    </div>
  </Dialog>
);

function DropWindow({ editor, entry, onClose, ...props }: WindowProps) {
  const { drop } = useDrop(props, editor);
  const submit = async (): Promise<string> => {
    const problem = await drop();
    if (problem === '') onClose();
    return problem;
  };
  return (
    <Dialog title={words.dropTitle} onClose={onClose}>
      <DialogForm confirm={words.dropConfirm} isDangerous onClose={onClose} submit={submit}>
        <p>{entry.published === null ? words.dropNew : words.dropText}</p>
        {entry.published !== null && (
          <p class="plain studio-window" dir="auto">
            {readable(entry.published)}
          </p>
        )}
      </DialogForm>
    </Dialog>
  );
}

function RemoveWindow({ draft, entryKey, editor, title, onClose }: WindowProps) {
  const submit = async (): Promise<string> => {
    const answer = await studioApi.save({ ...entryKey, content: null, version: editor.version });
    if (!answer.ok) return answer.problem;
    if (!answer.body.isSaved) return words.savedMeanwhile;
    editor.reset(answer.body.entry);
    draft.changed();
    onClose();
    return '';
  };
  return (
    <ConfirmDialog
      title={words.removeTitle}
      text={words.removeText(title)}
      confirm={words.removeConfirm}
      onClose={onClose}
      submit={submit}
    />
  );
}
