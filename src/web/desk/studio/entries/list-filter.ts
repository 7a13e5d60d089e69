import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { StudioListed, StudioOverview } from '#desk/studio/wire.ts';
import type { StudioDraft } from '../studio-draft.ts';
import { type EntryGroup, groups } from './groups.ts';

/** The list's filters. They are kept while the editor visits other views. */
export const listFilter = {
  words: signal(''),
  /** A group's id; '' for everything. */
  group: signal(''),
  changesOnly: signal(false),
  problemsOnly: signal(false),
};

/** The entries that the server found for the search; undefined while there is no search. */
export const foundEntries = signal<ReadonlySet<string> | undefined>(undefined);

/** An entry's key as a string. */
export const textOfKey = ({ document, kind, id }: Pick<StudioListed, 'document' | 'kind' | 'id'>): string =>
  `${kind} ${document} ${id}`;

/** A group with its listed entries. */
export interface ListedGroup extends EntryGroup {
  entries: readonly StudioListed[];
}

/** The filtered list, by group. @returns a signal; undefined until the draft has loaded */
export const listedGroups = (
  draft: StudioDraft,
  among: readonly EntryGroup[] = groups,
): ReadonlySignal<ListedGroup[] | undefined> =>
  computed(() => {
    const overview = draft.overview.value;
    return overview && grouped(overview, among);
  });

function grouped({ entries }: StudioOverview, among: readonly EntryGroup[]): ListedGroup[] {
  const { group, changesOnly, problemsOnly } = listFilter;
  const found = foundEntries.value;
  const wanted = entries.filter(
    (entry) =>
      (found === undefined || found.has(textOfKey(entry))) &&
      (!changesOnly.value || entry.state !== 'published') &&
      (!problemsOnly.value || entry.problems > 0),
  );
  return among
    .filter(({ id }) => group.value === '' || id === group.value)
    .map((each) => ({ ...each, entries: wanted.filter(({ kind }) => each.kinds.includes(kind)) }))
    .filter((each) => each.entries.length > 0);
}
