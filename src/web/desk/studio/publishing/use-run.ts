import { useEffect, useState } from 'preact/hooks';
import type { PublishDraftRequest, StudioRun } from '#desk/studio/publishing/wire.ts';
import { publishingApi } from './publishing-api.ts';

const EVERY_MS = 1000;

export type Run = NonNullable<StudioRun['run']>;

/** Follows the publishing of the draft, whoever started it. `isOwn` is true if it was started here. */
export function useRun(onEnd: () => void): {
  run: Run | undefined;
  isOwn: boolean;
  /** @returns a problem to show; '' if publishing has started */
  begin: (wanted: PublishDraftRequest) => Promise<string>;
} {
  const [run, setRun] = useState<Run>();
  const [own, setOwn] = useState('');
  const isRunning = run !== undefined && run.outcome === null;
  const look = async (): Promise<void> => {
    const answer = await publishingApi.run();
    if (answer.ok) setRun(answer.body.run ?? undefined);
  };
  useEffect(() => void look(), []);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => {
      clearInterval(timer);
      onEnd();
    };
  }, [isRunning]);
  return {
    run,
    isOwn: run !== undefined && run.id === own,
    async begin(wanted) {
      const answer = await publishingApi.publish(wanted);
      if (!answer.ok) return answer.problem;
      setOwn(answer.body.run?.id ?? '');
      setRun(answer.body.run ?? undefined);
      return '';
    },
  };
}
