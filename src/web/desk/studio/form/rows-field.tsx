import { useId, useState } from 'preact/hooks';
import type { FieldProps, RowsSpec } from './field.ts';
import { useForm } from './form-context.ts';
import { Grouped } from './labelled.tsx';
import { ModelRow } from './model-row.tsx';
import { modelsOf, rowsOf, withoutModel, withStatus } from './patch-rows.ts';
import { useStatuses } from './use-statuses.ts';
import { PasteRowsDialog } from './paste-rows-dialog.tsx';
import { valueOf } from './values.ts';
import { formWords as words } from './words.ts';

/** The number of rows drawn at a time. */
const PAGE = 50;

/** A patch table: one line per model, with its latest status. */
export function RowsField({ spec, value, onChange, at }: FieldProps<RowsSpec>) {
  const id = useId();
  const { published } = useForm();
  const statuses = useStatuses();
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(PAGE);
  const [isPasting, setPasting] = useState(false);
  const rows = rowsOf(value);
  const before = rowsOf(valueOf(valueOf(published, 'patch'), 'rows'));
  const asked = wanted.trim().toLocaleLowerCase();
  const models = modelsOf(rows).filter(({ name, status }) =>
    `${name} ${status}`.toLocaleLowerCase().includes(asked),
  );
  return (
    <Grouped
      id={id}
      label={spec.label}
      hint={spec.hint}
      at={at}
      end={<span class="studio-count">{words.models(models.length)}</span>}
    >
      <div class="studio-rows-head">
        <input
          type="search"
          class="field"
          aria-label={words.filter(spec.label)}
          placeholder={words.filterModels}
          value={wanted}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
        <button type="button" class="quiet" onClick={() => setPasting(true)}>
          {words.addModels}
        </button>
      </div>
      <table class="table studio-rows">
        <thead>
          <tr>
            <th scope="col">{words.model}</th>
            <th scope="col">{words.status}</th>
            <th scope="col">
              <span class="unseen">{words.removeShort}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {models.slice(0, shown).map((model) => (
            <ModelRow
              key={model.name.toLowerCase()}
              model={model}
              statuses={statuses}
              at={at}
              onStatus={(status) => onChange(withStatus(rows, before, model, status))}
              onRemove={() => onChange(withoutModel(rows, model))}
            />
          ))}
        </tbody>
      </table>
      {models.length > shown && (
        <p class="studio-list-foot">
          <button type="button" class="quiet" onClick={() => setShown(shown + 4 * PAGE)}>
            {words.more(models.length - shown)}
          </button>
        </p>
      )}
      {isPasting && (
        <PasteRowsDialog
          rows={rows}
          statuses={statuses}
          onAdd={(added) => onChange([...rows, ...added])}
          onClose={() => setPasting(false)}
        />
      )}
    </Grouped>
  );
}
