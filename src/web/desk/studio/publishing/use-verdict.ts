import { useEffect, useState } from 'preact/hooks';
import type { StudioVerdict } from '#desk/studio/publishing/wire.ts';
import type { StudioDraft } from '../studio-draft.ts';
import { publishingApi } from './publishing-api.ts';

const EVERY_MS = 1000;

/** The verdict on publishing the draft, as far as it is known; it is checked again when the overview is reloaded. */
export function useVerdict(draft: StudioDraft): {
  verdict: StudioVerdict | undefined;
  problem: string;
  /** Runs a failed check again. */
  tryAgain: () => void;
} {
  const [verdict, setVerdict] = useState<StudioVerdict>();
  const [problem, setProblem] = useState('');
  const [attempt, setAttempt] = useState(0);
  const overview = draft.overview.value;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async (waitingFor: string, isFresh: boolean): Promise<void> => {
      const answer = await publishingApi.verdict(waitingFor, isFresh);
      if (isOver) return;
      setProblem(answer.ok ? '' : answer.problem);
      if (answer.ok) setVerdict(answer.body);
      if (answer.ok && answer.body.isDone) return;
      const version = answer.ok ? answer.body.version : waitingFor;
      timer = setTimeout(() => void look(version, false), EVERY_MS);
    };
    void look('', attempt > 0);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [overview, attempt]);
  return { verdict, problem, tryAgain: () => setAttempt(attempt + 1) };
}
