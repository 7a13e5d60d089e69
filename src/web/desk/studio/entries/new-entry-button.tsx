import { useState } from 'preact/hooks';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { Icon } from '../../shell/icon.tsx';
import type { SectionProps } from '../section-props.ts';
import { PastePageDialog } from '../paste/paste-page-dialog.tsx';
import { pasteWords } from '../paste/words.ts';
import type { EntryGroup } from './groups.ts';
import type { NewKind } from './new-entry.ts';
import { NewEntryDialog } from './new-entry-dialog.tsx';
import { newWords as words } from './words.ts';

const kinds = Object.keys(words.kinds) as NewKind[];

/** Creates an entry: an answer with one press, others through a menu. @param among the listed groups */
export function NewEntryButton({
  client,
  draft,
  among,
  section,
}: Pick<SectionProps, 'client' | 'draft'> & { among: readonly EntryGroup[]; section: string }) {
  const [open, setOpen] = useState<NewKind>();
  const [isPasting, setPasting] = useState(false);
  const possible = kinds.filter((kind) => among.some((group) => group.kinds.includes(kind)));
  const [first, ...others] = possible;
  if (first === undefined) return null;
  return (
    <div class="studio-new">
      <button type="button" class="button" onClick={() => setOpen(first)}>
        {words.titles[first]}
      </button>
      <Menu label={words.other} look="icon-button" button={<Icon name="down" />}>
        {others.map((kind) => (
          <MenuItem key={kind} onChoose={() => setOpen(kind)}>
            {words.kinds[kind]}
          </MenuItem>
        ))}
        {possible.includes('answer') && (
          <MenuItem onChoose={() => setPasting(true)}>{pasteWords.menu}</MenuItem>
        )}
      </Menu>
      {isPasting && <PastePageDialog draft={draft} onClose={() => setPasting(false)} />}
      {open !== undefined && (
        <NewEntryDialog
          kind={open}
          client={client}
          draft={draft}
          section={section}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
