import type { FieldChanged } from '#desk/studio/publishing/wire.ts';
import { WordDiff } from './word-diff.tsx';
import { changesWords as words } from './words.ts';

/** An entry's changes, field by field. */
export const FieldList = ({ fields }: { fields: readonly FieldChanged[] }) => (
  <dl class="field-list">
    {fields.map(({ field, before, after }) => (
      <div key={field}>
        <dt class="soft" translate={false}>
          {field || words.whole}
        </dt>
        <dd>
          <WordDiff before={before} after={after} />
        </dd>
      </div>
    ))}
  </dl>
);
