import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Field } from '../form/field.ts';
import type { EntryEditor } from './entry-editor.ts';
import { withTheirs } from './merge.ts';
import { differenceIn } from './readable.ts';
import { Versions } from './versions.tsx';
import { editorWords as words } from './words.ts';

/** Shown when another editor has saved the same fields: both versions, with a choice for each field. */
export function ConflictView({ editor, fields }: { editor: EntryEditor; fields: readonly Field[] }) {
  const [chosen, setChosen] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const conflict = editor.conflict.value;
  const heading = useRef<HTMLHeadingElement>(null);
  // The form is locked until the choice is made, so the focus goes to the choice.
  useLayoutEffect(() => heading.current?.focus(), [conflict]);
  if (conflict === undefined) return null;
  const { theirs } = conflict;
  const name = theirs.updatedBy ?? words.somebody;
  const mine = conflict.together;
  const choose = (field: string, side: 'mine' | 'theirs'): void => {
    const next = { ...chosen, [field]: side };
    if (!conflict.fields.every((each) => next[each] !== undefined)) {
      setChosen(next);
      return;
    }
    setChosen({});
    const taken = conflict.fields.filter((each) => next[each] === 'theirs');
    if (theirs.state === 'removed' && taken.length > 0) editor.reset(theirs);
    else
      editor.resolve(
        taken.reduce((content, each) => withTheirs(content, theirs.content, each), conflict.together),
      );
  };
  return (
    <section class="studio-conflict" role="alert" aria-label={words.conflictTitle(name)}>
      <h3 tabIndex={-1} ref={heading}>
        {words.conflictTitle(name)}
      </h3>
      <p>{theirs.state === 'removed' ? words.theirsRemoved(name) : words.conflictText}</p>
      <Versions
        differences={conflict.fields.map((field) => differenceIn(fields, field, mine, theirs.content))}
        first={words.mine}
        second={words.theirs(name)}
        actions={({ field }) => (
          <div class="studio-actions">
            <button
              type="button"
              class="quiet"
              aria-pressed={chosen[field] === 'mine'}
              onClick={() => choose(field, 'mine')}
            >
              {words.takeMine}
            </button>
            <button
              type="button"
              class="quiet"
              aria-pressed={chosen[field] === 'theirs'}
              onClick={() => choose(field, 'theirs')}
            >
              {words.takeTheirs(name)}
            </button>
          </div>
        )}
      />
    </section>
  );
}
