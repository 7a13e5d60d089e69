import type { Signal } from '@preact/signals';
import { Icon } from '../../shell/icon.tsx';
import type { StudioDraft } from '../studio-draft.ts';
import { type EntryGroup } from './groups.ts';
import { listFilter } from './list-filter.ts';
import { listWords as words } from './words.ts';

const Toggle = ({ label, count, isOn }: { label: string; count: number; isOn: Signal<boolean> }) => (
  <button type="button" class="segment" aria-pressed={isOn.value} onClick={() => (isOn.value = !isOn.value)}>
    {label}{' '}
    <span class="segment-count" translate={false}>
      {count}
    </span>
  </button>
);

/** The search and the filters above the list. @param among the groups to choose from */
export function ListHead({ draft, among }: { draft: StudioDraft; among: readonly EntryGroup[] }) {
  const overview = draft.overview.value;
  const withProblems = overview?.entries.filter(({ problems }) => problems > 0).length ?? 0;
  const { words: wanted, group, changesOnly, problemsOnly } = listFilter;
  return (
    <>
      <div class="search-box" role="search">
        <label class="unseen" for="studio-search">
          {words.search}
        </label>
        <Icon name="search" />
        <input
          id="studio-search"
          type="search"
          class="field"
          data-key="/"
          maxLength={200}
          autocomplete="off"
          placeholder={words.search}
          value={wanted.value}
          onInput={({ currentTarget }) => (wanted.value = currentTarget.value)}
        />
      </div>
      <div class="studio-filters">
        {among.length > 1 && (
          <select
            aria-label={words.group}
            value={group.value}
            onChange={({ currentTarget }) => (group.value = currentTarget.value)}
          >
            <option value="">{words.everything}</option>
            {among.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )}
        <div class="segments">
          <Toggle label={words.changesOnly} count={overview?.changes ?? 0} isOn={changesOnly} />
          <Toggle label={words.problemsOnly} count={withProblems} isOn={problemsOnly} />
        </div>
      </div>
    </>
  );
}
