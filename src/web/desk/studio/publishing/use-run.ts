import { useEffect, useRef, useState } from 'preact/hooks';
import type { StudioRun } from '#desk/studio/publishing/wire.ts';
import type { ApiResult } from '../../api.ts';
import { publishingApi } from './publishing-api.ts';

const EVERY_MS = 1000;
/** While nothing is being published: a colleague may start at any time. */
const IDLE_MS = 5000;

type Run = NonNullable<StudioRun['run']>;

/** A run of publishing, as one page follows it. */
export interface FollowedRun {
  run: Run | undefined;
  /** Whether it was started here. */
  isOwn: boolean;
  /** Whether it ran while the page was open: of an earlier one, nobody needs the result. */
  isFollowed: boolean;
  /** @returns a problem to show; '' if publishing has started */
  begin: (starting: Promise<ApiResult<StudioRun>>) => Promise<string>;
}

/** Follows the publishing of the draft or a release, whoever started it. */
export function useRun(onEnd: () => void): FollowedRun {
  const [run, setRun] = useState<Run>();
  const [own, setOwn] = useState('');
  /** The id of the run that had ended before the page was opened; '' if there was none, undefined if not known yet. */
  const endedBefore = useRef<string | undefined>(undefined);
  const isRunning = run !== undefined && run.outcome === null;
  const isFollowed = run !== undefined && endedBefore.current !== undefined && run.id !== endedBefore.current;
  const look = async (): Promise<void> => {
    const answer = await publishingApi.run();
    if (!answer.ok) return;
    const newest = answer.body.run ?? undefined;
    endedBefore.current ??= newest === undefined || newest.outcome === null ? '' : newest.id;
    setRun(newest);
  };
  useEffect(() => void look(), []);
  useEffect(() => {
    const timer = setInterval(() => void look(), isRunning ? EVERY_MS : IDLE_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  useEffect(() => {
    if (isFollowed && !isRunning) onEnd();
  }, [isRunning, run?.id]);
  return {
    run,
    isOwn: run !== undefined && run.id === own,
    isFollowed,
    async begin(starting) {
      const answer = await starting;
      if (!answer.ok) {
        // Somebody else may be publishing.
        void look();
        return answer.problem;
      }
      endedBefore.current ??= '';
      setOwn(answer.body.run?.id ?? '');
      setRun(answer.body.run ?? undefined);
      return '';
    },
  };
}
