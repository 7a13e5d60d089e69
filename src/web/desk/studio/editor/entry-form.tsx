import { useMemo } from 'preact/hooks';
import type { StudioKey } from '#desk/studio/wire.ts';
import { type Choices } from '../form/choices.ts';
import type { Field } from '../form/field.ts';
import { Fields } from '../form/fields.tsx';
import { FormProvider } from '../form/form-context.ts';
import { followNames } from '../form/follow-names.ts';
import { placeProblems } from '../form/problem-places.ts';
import type { StudioDraft } from '../studio-draft.ts';
import { ConflictView } from './conflict-view.tsx';
import type { EntryEditor } from './entry-editor.ts';
import { useProblemsOf } from './use-problems-of.ts';
import { editorWords as words } from './words.ts';

/** The fields of an entry, each with its problems. */
export function EntryForm({
  entryKey,
  editor,
  fields,
  choices,
  draft,
}: {
  entryKey: StudioKey;
  editor: EntryEditor;
  fields: readonly Field[];
  choices: Choices;
  draft: StudioDraft;
}) {
  const content = editor.content.value;
  const entry = editor.entry.value;
  const found = useProblemsOf(entryKey, editor, draft);
  const problems = useMemo(() => placeProblems(found, entryKey, fields, content), [found, content, fields]);
  const form = {
    choices,
    problems,
    content,
    published: entry?.published ?? null,
    fromReview: new Set(entry?.fromReview),
  };
  const others = problems.get('') ?? [];
  return (
    <FormProvider value={form}>
      <ConflictView editor={editor} fields={fields} />
      {others.length > 0 && (
        <ul class="studio-problems" aria-label={words.problemsTitle(others.length)}>
          {others.map((problem) => (
            <li key={problem} class="problem">
              {problem}
            </li>
          ))}
        </ul>
      )}
      <div
        class="studio-fields"
        // During a conflict, input would belong to neither version.
        inert={editor.conflict.value !== undefined}
        onFocusOut={() => editor.flush()}
      >
        <Fields
          specs={fields}
          value={content}
          onChange={(next) => editor.change(followNames(entryKey.kind, content, next))}
        />
      </div>
    </FormProvider>
  );
}
