import { useEffect, useMemo, useState } from 'preact/hooks';
import type { StudioListed, StudioOverview } from '#desk/studio/wire.ts';
import type { SectionProps } from '../section-props.ts';
import { EntryRow } from './entry-row.tsx';
import { type EntryGroup, groups } from './groups.ts';
import { ListHead } from './list-head.tsx';
import { listFilter, type ListedGroup, listedGroups, textOfKey } from './list-filter.ts';
import { moveInList } from './list-keys.ts';
import { NewEntryButton } from './new-entry-button.tsx';
import { useSearch } from './use-search.ts';
import { listWords as words } from './words.ts';
import { entryHref, keyIn } from '../places.ts';

/** The number of entries drawn at a time; a large knowledge has thousands. */
const PAGE = 200;

function emptiness(overview: StudioOverview | undefined, count: number): string {
  if (overview === undefined) return words.loading;
  if (count > 0) return words.found(count);
  if (listFilter.problemsOnly.value) return words.noProblems;
  return listFilter.changesOnly.value && listFilter.words.value === '' ? words.noChanges : words.none;
}

/** The first entries, group by group, including the open one. */
function firstOf(listed: readonly ListedGroup[], count: number): ListedGroup[] {
  let left = count;
  return listed.flatMap((group) => {
    const entries = group.entries.slice(0, left);
    left -= entries.length;
    return entries.length === 0 ? [] : [{ ...group, entries }];
  });
}

/** Problems that belong to no single entry: a document that cannot be read. */
function DocumentProblems({ overview }: { overview: StudioOverview | undefined }) {
  const problems = (overview?.problems ?? []).filter(({ key }) => key === null);
  if (problems.length === 0) return null;
  return (
    <ul class="studio-problems">
      {problems.map(({ document, entry, field, message }) => (
        <li key={`${document} ${entry} ${field} ${message}`} class="problem">
          <strong>{[document, entry, field].filter((part) => part !== '').join(' › ')}</strong> {message}
        </li>
      ))}
    </ul>
  );
}

export interface EntryListProps extends SectionProps {
  /** The groups to list. */
  among?: readonly EntryGroup[];
  /** The section in which entries open. */
  section?: string;
}

/** All entries by group, with a search. */
export function EntryList({ client, draft, reference, among = groups, section = '' }: EntryListProps) {
  useSearch(draft);
  const listed = useMemo(() => listedGroups(draft, among), [draft, among]).value;
  const [shown, setShown] = useState(PAGE);
  const open = reference === undefined ? undefined : keyIn(reference);
  const current = open && textOfKey(open);
  const all = listed?.flatMap(({ entries }) => entries) ?? [];
  const at = all.findIndex((entry) => textOfKey(entry) === current);
  const count = Math.max(shown, at + 1);
  const stop = all[Math.max(at, 0)];
  useEffect(() => {
    document.querySelector('.studio-list [aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [listed === undefined]);
  const isStop = (entry: StudioListed): boolean => entry === stop;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys move between the links in it
    <section class="inbox studio-list" aria-label={words.title} onKeyDown={moveInList}>
      <div class="list-head">
        <h2>{words.title}</h2>
        <NewEntryButton client={client} draft={draft} among={among} section={section} />
      </div>
      <ListHead draft={draft} among={among} />
      <p class="list-summary soft" role="status">
        {draft.problem.value || emptiness(draft.overview.value, all.length)}
      </p>
      <DocumentProblems overview={draft.overview.value} />
      {firstOf(listed ?? [], count).map(({ id, label, entries }) => (
        <section key={id} aria-label={label}>
          <h3 class="studio-group">{label}</h3>
          <ul>
            {entries.map((entry) => (
              <EntryRow
                key={textOfKey(entry)}
                entry={entry}
                href={entryHref(entry, section)}
                isCurrent={textOfKey(entry) === current}
                isStop={isStop(entry)}
              />
            ))}
          </ul>
        </section>
      ))}
      {all.length > count && (
        <p class="list-more">
          <button type="button" class="quiet more" onClick={() => setShown(count + PAGE)}>
            {words.more}
          </button>
        </p>
      )}
      <p class="list-summary soft studio-elsewhere">
        {words.elsewhere} <a href="#/canned-replies">{words.elsewhereLink}</a>.
      </p>
    </section>
  );
}
