import { useEffect, useState } from 'preact/hooks';
import type { StudioRun } from '#desk/studio/publishing/wire.ts';
import type { ApiResult } from '../../api.ts';
import { publishingApi } from './publishing-api.ts';

const EVERY_MS = 1000;

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
  const [followed, setFollowed] = useState('');
  const isRunning = run !== undefined && run.outcome === null;
  const look = async (): Promise<void> => {
    const answer = await publishingApi.run();
    if (answer.ok) setRun(answer.body.run ?? undefined);
  };
  useEffect(() => void look(), []);
  useEffect(() => {
    if (!isRunning) return undefined;
    setFollowed(run.id);
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => {
      clearInterval(timer);
      onEnd();
    };
  }, [isRunning, run?.id]);
  return {
    run,
    isOwn: run !== undefined && run.id === own,
    isFollowed: run !== undefined && run.id === followed,
    async begin(starting) {
      const answer = await starting;
      if (!answer.ok) {
        // Somebody else may be publishing.
        void look();
        return answer.problem;
      }
      setOwn(answer.body.run?.id ?? '');
      setRun(answer.body.run ?? undefined);
      return '';
    },
  };
}
