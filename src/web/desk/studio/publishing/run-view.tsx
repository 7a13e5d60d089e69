import { timeIn } from '../../times.ts';
import type { FollowedRun } from './use-run.ts';
import { BrokenList } from './verdict-summary.tsx';
import { publishWords as words } from './words.ts';

/** The progress of publishing, or its result. */
export function RunView({ run, isOwn, isFollowed, timeZone }: Omit<FollowedRun, 'begin'>) {
  if (run === undefined) return null;
  const { actor, release, step, done, total, seconds, outcome } = run;
  if (outcome === null)
    return (
      <div class="verdict-line">
        {(release !== null || !isOwn) && <p>{words.running(actor, release)}</p>}
        <p role="status">
          <progress aria-label={words.step(step, seconds)} {...(total > 0 && { max: total, value: done })} />{' '}
          <span aria-hidden="true">{words.step(step, seconds)}</span>
        </p>
      </div>
    );
  if (!isFollowed) return null;
  switch (outcome.kind) {
    case 'published':
      return <Told isGood text={(release === null ? words.published : words.isLive)(outcome.release)} />;
    case 'scheduled':
      return <Told isGood text={words.scheduled(outcome.release, timeIn(timeZone, outcome.at))} />;
    case 'overtaken':
      return <Told text={release === null ? words.overtaken : words.releaseOvertaken(release)} />;
    case 'failed':
      return <Told text={outcome.message} />;
    case 'blocked':
      return (
        <div class="verdict-line bad" role="status">
          <p>{release === null ? words.stopped : words.releaseStopped(release)}</p>
          <BrokenList broken={outcome.broken} />
        </div>
      );
  }
}

const Told = ({ text, isGood = false }: { text: string; isGood?: boolean }) => (
  <p class={`verdict-line ${isGood ? 'good' : 'bad'}`} role="status">
    {text}
  </p>
);
