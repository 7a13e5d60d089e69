import type { FieldChanged } from '#desk/studio/publishing/wire.ts';
import type { StudioKey } from '#desk/studio/wire.ts';
import { fieldLabel } from '../form/field-label.ts';
import { formOf } from '../form/forms.ts';
import { WordDiff } from './word-diff.tsx';
import { changesWords as words } from './words.ts';

/**
 * An entry's changes, field by field.
 * @param entry names the fields as its form does; without it, they have the names of the document
 */
export const FieldList = ({
  entry,
  fields,
}: {
  entry?: Pick<StudioKey, 'kind' | 'id'>;
  fields: readonly FieldChanged[];
}) => (
  <dl class="field-list">
    {fields.map(({ field, before, after }) => (
      <div key={field}>
        <dt class="soft">{(entry ? fieldLabel(formOf(entry), field) : field) || words.whole}</dt>
        <dd>
          <WordDiff before={before} after={after} />
        </dd>
      </div>
    ))}
  </dl>
);
