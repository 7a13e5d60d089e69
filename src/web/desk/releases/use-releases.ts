import { useEffect, useState } from 'preact/hooks';
import type { DeskRelease } from '#desk/releases/wire.ts';
import { api } from '../api.ts';
import { releaseWords as words } from './words.ts';

/** Loads the releases, and publishes them. */
export function useReleases() {
  const [releases, setReleases] = useState<readonly DeskRelease[]>();
  const [message, setMessage] = useState('');
  const refresh = async (): Promise<void> => {
    const answer = await api.releases();
    setMessage(answer.ok ? '' : answer.problem);
    if (answer.ok) setReleases(answer.body);
  };
  useEffect(() => void refresh(), []);
  /** @returns a problem to show; '' if it succeeded */
  const publish = async (number: number, note: string): Promise<string> => {
    const answer = await api.publishRelease(number, note);
    if (!answer.ok) return answer.problem;
    setReleases(answer.body);
    setMessage(words.answersNow(number));
    return '';
  };
  return { releases, message, publish };
}
