import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { StudioEntry } from '#desk/studio/wire.ts';
import type { EntryEditor } from '../editor/entry-editor.ts';
import { SaveStateView } from '../editor/save-state.tsx';
import { editorWords as words } from '../editor/words.ts';
import type { Field } from '../form/field.ts';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { Icon } from '../../shell/icon.tsx';
import { shortTime } from '../../times.ts';
import { EntryPills } from './entry-row.tsx';
import { EntryWindows, type EntryWindow } from './entry-windows.tsx';
import { textOfKey } from './list-filter.ts';
import type { OpenEntryProps } from './open-entry-props.ts';
import { listWords } from './words.ts';

/** Goes to the first field with a problem. */
function goToProblem(): void {
  const problem = document.querySelector<HTMLElement>('.studio-body .problem:not(:empty)');
  problem?.scrollIntoView({ block: 'center' });
  const field = problem?.closest('.studio-field, .studio-text, tr');
  field?.querySelector<HTMLElement>('[aria-invalid=true], .field, select, button')?.focus();
}

/** Whether an entry differs from the published one, its problems, and who changed it. */
const Facts = ({ entry, problems }: { entry: StudioEntry | undefined; problems: number }) => (
  <p class="studio-head-facts">
    {entry !== undefined && (
      <EntryPills entry={{ state: entry.state, problems: 0, fromReview: entry.fromReview.length }} />
    )}
    {problems > 0 && (
      <button type="button" class="pill danger studio-jump" title={words.toProblem} onClick={goToProblem}>
        {listWords.problems(problems)}
      </button>
    )}
    {entry !== undefined && entry.updatedBy !== null && entry.updatedAt !== null && (
      <span class="soft">{words.changedBy(entry.updatedBy, shortTime(entry.updatedAt))}</span>
    )}
  </p>
);

/** An entry's title, save state and actions. */
export function EntryHead({
  editors,
  fields,
  ...props
}: OpenEntryProps & { editors: readonly EntryEditor[]; fields: readonly Field[] }) {
  const { client, draft, entryKey, section } = props;
  const [open, setOpen] = useState<EntryWindow>();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const listed = draft.overview.value?.entries.find((entry) => textOfKey(entry) === textOfKey(entryKey));
  const [editor] = editors;
  const entry = editor?.entry.value;
  const state = entry?.state ?? 'published';
  return (
    <div class="talk-head studio-head">
      <button
        type="button"
        class="icon-button back"
        aria-label={words.back}
        title={words.back}
        onClick={() => client.router.go('studio', section === '' ? undefined : section)}
      >
        <Icon name="back" />
      </button>
      <div class="talk-who">
        <h2 tabIndex={-1} ref={heading} dir="auto">
          {listed?.title ?? entryKey.id}
        </h2>
        <Facts entry={entry} problems={listed?.problems ?? 0} />
      </div>
      <SaveStateView editors={editors} />
      {entry !== undefined && (
        <Menu label={words.actions} look="icon-button" button={<Icon name="more" />}>
          {state === 'changed' && (
            <MenuItem onChoose={() => setOpen('compare')}>{words.showPublished}</MenuItem>
          )}
          {state !== 'new' && <MenuItem onChoose={() => setOpen('history')}>{words.history}</MenuItem>}
          {state !== 'published' && <MenuItem onChoose={() => setOpen('drop')}>{words.drop}</MenuItem>}
          {(state === 'published' || state === 'changed') && (
            <MenuItem onChoose={() => setOpen('remove')}>{words.remove}</MenuItem>
          )}
        </Menu>
      )}
      {open !== undefined && editor !== undefined && entry !== undefined && (
        <EntryWindows
          {...props}
          open={open}
          editor={editor}
          entry={entry}
          fields={fields}
          title={listed?.title ?? entryKey.id}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
