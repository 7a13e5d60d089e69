import type { StudioListed } from '#desk/studio/wire.ts';
import { listWords as words } from './words.ts';

const looks: Record<StudioListed['state'], string> = {
  published: '',
  new: 'good',
  changed: 'soon',
  removed: 'danger',
};

/** Whether an entry differs from the published one, and its problems. */
export const EntryPills = ({ entry }: { entry: Pick<StudioListed, 'state' | 'problems' | 'fromReview'> }) => (
  <>
    {entry.state !== 'published' && (
      <span class={`pill ${looks[entry.state]}`}>{words.states[entry.state]}</span>
    )}
    {entry.problems > 0 && <span class="pill danger">{words.problems(entry.problems)}</span>}
    {entry.fromReview > 0 && <span class="pill auto">{words.fromReview(entry.fromReview)}</span>}
  </>
);

/** An entry in the list: its title, first words and marks. */
export const EntryRow = ({
  entry,
  href,
  isCurrent,
  isStop,
}: {
  entry: StudioListed;
  href: string;
  isCurrent: boolean;
  /** Whether Tab stops here; arrow keys move to the others. */
  isStop: boolean;
}) => (
  <li class="row">
    <a
      class="row-link studio-row"
      href={href}
      aria-current={isCurrent ? 'true' : undefined}
      tabIndex={isStop ? 0 : -1}
    >
      <strong class="studio-row-title" dir="auto">
        {entry.title}
      </strong>
      {entry.summary !== '' && (
        <span class="studio-row-words soft" dir="auto">
          {entry.summary}
        </span>
      )}
      {(entry.state !== 'published' || entry.problems > 0 || entry.fromReview > 0) && (
        <span class="row-pills">
          <EntryPills entry={entry} />
        </span>
      )}
    </a>
  </li>
);
