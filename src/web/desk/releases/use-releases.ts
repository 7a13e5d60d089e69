import { useEffect, useState } from 'preact/hooks';
import type { DeskRelease, PublishReleaseRequest } from '#desk/releases/wire.ts';
import { api } from '../api.ts';
import { releaseWords as words } from './words.ts';

/**
 * Publishes a release.
 * @returns a problem to show, '' if it succeeded; and whether the release breaks expected answers
 */
export type Publish = (
  number: number,
  reason: PublishReleaseRequest,
) => Promise<{ problem: string; breaks: boolean }>;

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
  const publish: Publish = async (number, reason) => {
    const answer = await api.publishRelease(number, reason);
    if (!answer.ok) return { problem: answer.problem, breaks: answer.code === 'BreaksExpected' };
    setReleases(answer.body);
    setMessage(words.answersNow(number));
    return { problem: '', breaks: false };
  };
  return { releases, message, publish };
}
