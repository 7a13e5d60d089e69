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
  /** The business time zone; undefined until it is known. */
  timeZone: string | undefined;
  /** @returns a problem to show; '' if publishing has started */
  begin: (starting: Promise<ApiResult<StudioRun>>) => Promise<string>;
}

/**
 * Follows the publishing of the draft or a release, whoever started it.
 * @param onEnd called when it has ended, and when a release was published without the desk: on schedule, or by a command
 */
export function useRun(onEnd: () => void): FollowedRun {
  const [answer, setAnswer] = useState<StudioRun>();
  const run = answer?.run ?? undefined;
  const publication = answer?.publication;
  const publicationBefore = useRef<number | undefined>(undefined);
  const [own, setOwn] = useState('');
  /** The id of the run that had ended before the page was opened; '' if there was none, undefined if not known yet. */
  const endedBefore = useRef<string | undefined>(undefined);
  const isRunning = run !== undefined && run.outcome === null;
  const isFollowed = run !== undefined && endedBefore.current !== undefined && run.id !== endedBefore.current;
  const look = async (): Promise<void> => {
    const newest = await publishingApi.run();
    if (!newest.ok) return;
    const { run: found } = newest.body;
    endedBefore.current ??= found === null || found.outcome === null ? '' : found.id;
    setAnswer(newest.body);
  };
  useEffect(() => void look(), []);
  useEffect(() => {
    const timer = setInterval(() => void look(), isRunning ? EVERY_MS : IDLE_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  useEffect(() => {
    const isNew = publicationBefore.current !== undefined && publication !== publicationBefore.current;
    publicationBefore.current = publication;
    if (isNew || (isFollowed && !isRunning)) onEnd();
  }, [isRunning, run?.id, publication]);
  return {
    run,
    isOwn: run !== undefined && run.id === own,
    isFollowed,
    timeZone: answer?.timeZone,
    async begin(starting) {
      const begun = await starting;
      if (!begun.ok) {
        // Somebody else may be publishing.
        void look();
        return begun.problem;
      }
      endedBefore.current ??= '';
      setOwn(begun.body.run?.id ?? '');
      setAnswer(begun.body);
      return '';
    },
  };
}
