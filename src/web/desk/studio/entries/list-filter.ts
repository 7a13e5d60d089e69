import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { StudioListed, StudioOverview } from '#desk/studio/wire.ts';
import type { StudioDraft } from '../studio-draft.ts';
import { type EntryGroup, groups } from './groups.ts';

/** What the list is narrowed to. It stays while the editor looks at other views. */
export const listFilter = {
  words: signal(''),
  /** A group's id; '' for everything. */
  group: signal(''),
  changesOnly: signal(false),
  problemsOnly: signal(false),
};

/** What the server has found for the words: only these entries; undefined while nothing is searched for. */
export const foundEntries = signal<ReadonlySet<string> | undefined>(undefined);

/** One text for each entry. */
export const textOfKey = ({ document, kind, id }: Pick<StudioListed, 'document' | 'kind' | 'id'>): string =>
  `${kind} ${document} ${id}`;

/** The entries of a group, as far as they are listed. */
export interface ListedGroup extends EntryGroup {
  entries: readonly StudioListed[];
}

/** The list by groups, narrowed. @returns a signal; undefined until the draft has loaded */
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
