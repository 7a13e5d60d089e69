import { useState } from 'preact/hooks';
import type { DeskRelease } from '#desk/releases/wire.ts';
import { Icon } from '../shell/icon.tsx';
import type { DeskView, ViewProps } from '../shell/view.ts';
import { shortTime } from '../times.ts';
import { viewWords } from '../words.ts';
import { RunView } from '../studio/publishing/run-view.tsx';
import { ChangesDialog, CompareDialog, PublishDialog } from './release-dialogs.tsx';
import { type Blocked, lastOf, useReleases } from './use-releases.ts';
import { releaseWords as words } from './words.ts';
import './releases.css';

/** The open dialog. */
interface Open {
  kind: 'publish' | 'compare' | 'changes';
  release: DeskRelease;
  /** The newest publication when it was opened. */
  last: number;
  /** It was requested, and breaks expected answers. */
  blocked?: Blocked;
}

const stateOf = ({ isCurrent, publishedAt }: DeskRelease): string => {
  if (isCurrent) return words.current;
  return publishedAt === null ? words.never : words.published(shortTime(publishedAt));
};

/** Who last published it and why, unless that was its author with the same note. */
function ownPublicationOf({ author, note, publishedBy, publishedNote }: DeskRelease): string | undefined {
  if (publishedBy === null || (publishedBy === author && publishedNote === note)) return undefined;
  return words.publishedBy(publishedBy, publishedNote ?? '');
}

function ReleaseRow({
  release,
  hasOthers,
  open,
}: {
  release: DeskRelease;
  hasOthers: boolean;
  open: (open: Omit<Open, 'last'>) => void;
}) {
  const { number, author, createdAt, note, isCurrent, publishedAt, figures, despite } = release;
  const publication = ownPublicationOf(release);
  return (
    <tr>
      <th scope="row">{number}</th>
      <td class="what">
        <time dateTime={createdAt}>{shortTime(createdAt)}</time> <bdi>{words.by(author)}</bdi>
        {note !== '' && (
          <p class="soft">
            <bdi>{note}</bdi>
          </p>
        )}
        {publication !== undefined && (
          <p class="soft">
            <bdi>{publication}</bdi>
          </p>
        )}
        {figures !== null && <p class="soft">{words.figures(figures)}</p>}
        {despite !== null && (
          <p class="problem">
            <bdi>{words.despite(despite)}</bdi>
          </p>
        )}
      </td>
      <td>{isCurrent ? <strong>{stateOf(release)}</strong> : stateOf(release)}</td>
      <td>
        <div class="release-actions">
          <button
            type="button"
            class="quiet"
            aria-label={`${words.changes}: ${words.release} ${number}`}
            onClick={() => open({ kind: 'changes', release })}
          >
            {words.changes}
          </button>
          {hasOthers && (
            <button
              type="button"
              class="quiet"
              aria-label={`${words.compare}: ${words.release} ${number}`}
              onClick={() => open({ kind: 'compare', release })}
            >
              {words.compare}
            </button>
          )}
          {!isCurrent && (
            <button
              type="button"
              class="quiet"
              aria-label={`${publishedAt === null ? words.publish : words.goBack}: ${words.release} ${number}`}
              onClick={() => open({ kind: 'publish', release })}
            >
              {publishedAt === null ? words.publish : words.goBack}
            </button>
          )}
        </div>
      </td>
    </tr>
  );
}

/** For editors and supervisors: all releases, and which one is live. */
function ReleasesPage({ client }: ViewProps) {
  const [open, setOpen] = useState<Open>();
  const isSupervisor = client.me.role === 'supervisor';
  const { releases, message, followed, publish } = useReleases((blocked) => {
    // Training takes minutes: whatever has been opened since stays.
    if (isSupervisor)
      setOpen((now) => now ?? { kind: 'publish', release: blocked.release, last: blocked.last, blocked });
  });
  const close = (): void => setOpen(undefined);
  const isEmpty = releases?.length === 0;
  return (
    <div class="page-body">
      <div class="page-head">
        <h2>{words.title}</h2>
      </div>
      <p class="soft">{words.intro}</p>
      <RunView {...followed} />
      <p role="status">{message || (releases === undefined ? words.loading : isEmpty ? words.empty : '')}</p>
      {releases !== undefined && !isEmpty && (
        <table class="table releases">
          <thead>
            <tr>
              {[words.release, words.made, words.state, words.actions].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {releases.map((release) => (
              <ReleaseRow
                key={release.number}
                release={release}
                hasOthers={releases.length > 1}
                open={(asked) => setOpen({ ...asked, last: lastOf(releases) })}
              />
            ))}
          </tbody>
        </table>
      )}
      {open?.kind === 'publish' && <PublishDialog {...open} onClose={close} publish={publish} />}
      {open?.kind === 'compare' && (
        <CompareDialog number={open.release.number} releases={releases ?? []} onClose={close} />
      )}
      {open?.kind === 'changes' && <ChangesDialog number={open.release.number} onClose={close} />}
    </div>
  );
}

export const releasesView: DeskView = {
  id: 'releases',
  label: viewWords.releases,
  Icon: () => <Icon name="releases" />,
  roles: ['editor', 'supervisor'],
  isSeldom: true,
  List: ReleasesPage,
};
