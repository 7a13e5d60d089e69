import { useState } from 'preact/hooks';
import { Dialog } from '../../parts/dialog.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { pastedRows } from '../paste/pasted-rows.ts';
import { modelsOf, type PatchRow } from './patch-rows.ts';
import { formWords as words } from './words.ts';

/** Adds many models at once, after showing what will happen to them. */
export function PasteRowsDialog({
  rows,
  statuses,
  onAdd,
  onClose,
}: {
  rows: readonly PatchRow[];
  statuses: readonly string[];
  onAdd: (rows: PatchRow[]) => void;
  onClose: () => void;
}) {
  const [text, setText] = useState('');
  const [status, setStatus] = useState(statuses[0] ?? '');
  const { added, changed, same, unknown } = pastedRows(text, rows, statuses, status);
  const submit = (): Promise<string> => {
    const fresh = [...added, ...changed];
    if (fresh.length === 0) return Promise.resolve(words.nothingToAdd);
    onAdd(fresh);
    onClose();
    return Promise.resolve('');
  };
  const before = new Map(modelsOf(rows).map(({ name, status: old }) => [name, old]));
  return (
    <Dialog title={words.addModels} onClose={onClose}>
      <DialogForm confirm={words.addModelsConfirm} onClose={onClose} submit={submit}>
        <label class="form-field">
          {words.modelLines}
          <textarea
            class="field"
            rows={8}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <span class="soft">{words.modelLinesHint}</span>
        </label>
        <label class="form-field">
          {words.statusOtherwise}
          <select value={status} onChange={({ currentTarget }) => setStatus(currentTarget.value)}>
            {statuses.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <p role="status" class="soft">
          {words.pasted(added.length, changed.length, same.length)}
        </p>
        <ul class="pasted-rows" translate={false}>
          {changed.map(({ model, status: after }) => (
            <li key={model}>{words.changes(model, before.get(model) ?? '', after)}</li>
          ))}
          {added.map(({ model, status: after }) => (
            <li key={model}>{words.adds(model, after)}</li>
          ))}
        </ul>
        {unknown.length > 0 && <p class="problem">{words.unknownStatus(unknown)}</p>}
      </DialogForm>
    </Dialog>
  );
}
