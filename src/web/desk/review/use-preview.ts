import { useEffect, useState } from 'preact/hooks';
import type { ReviewPreview } from '#review/wire.ts';
import { api } from '../api.ts';

/** How long the last check took, in seconds: an estimate for the next one. */
let usualSeconds: number | undefined;

/** What to try out: wordings as phrases of an intent. */
export interface Tried {
  keys: readonly string[];
  days: number;
  intent: string;
}

/** Finds out what adding wordings would change. */
export function usePreview({ keys, days, intent }: Tried): {
  preview: ReviewPreview | undefined;
  problem: string;
  seconds: number;
  usual: number | undefined;
} {
  const [preview, setPreview] = useState<ReviewPreview>();
  const [problem, setProblem] = useState('');
  const [seconds, setSeconds] = useState(0);
  const isRunning = preview === undefined && problem === '';
  useEffect(() => {
    let isWanted = true;
    setPreview(undefined);
    setProblem('');
    setSeconds(0);
    void api.previewReview({ keys: [...keys], days, intent }).then((answer) => {
      if (answer.ok) usualSeconds = Math.max(1, Math.round(answer.body.tookMs / 1000));
      if (!isWanted) return;
      if (answer.ok) setPreview(answer.body);
      else setProblem(answer.problem);
    });
    return () => {
      isWanted = false;
    };
  }, [keys, days, intent]);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return { preview, problem, seconds, usual: usualSeconds };
}
