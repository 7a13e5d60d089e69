import type { StudioSchedule } from '#desk/studio/publishing/wire.ts';
import { timeIn } from '../../times.ts';
import { publishWords as words } from './words.ts';

type Scheduled = StudioSchedule['scheduled'][number];

const looks: Partial<Record<Scheduled['state'], string>> = {
  waiting: 'soon',
  published: 'good',
  held: 'danger',
  failed: 'danger',
  included: 'good',
};

/** The scheduled releases, and the results of earlier ones. */
export function ScheduleList({
  schedule: { scheduled, timeZone },
  cancel,
}: {
  schedule: StudioSchedule;
  cancel: (id: string) => void;
}) {
  if (scheduled.length === 0) return null;
  return (
    <>
      <h2>{words.scheduledTitle}</h2>
      <ul class="schedule">
        {scheduled.map(({ id, release, at, actor, note, state, problem }) => (
          <li key={id}>
            <span class={`pill ${looks[state] ?? ''}`}>{words.states[state]}</span>{' '}
            <time dateTime={at}>{timeIn(timeZone, at)}</time>: {words.release(release)}{' '}
            <bdi class="soft">{words.by(actor)}</bdi> <bdi>{note}</bdi>{' '}
            {problem !== null && <p class={state === 'included' ? 'soft' : 'problem'}>{problem}</p>}
            {state === 'waiting' && (
              <button
                type="button"
                class="quiet"
                aria-label={words.cancelRelease(release)}
                onClick={() => cancel(id)}
              >
                {words.cancel}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
