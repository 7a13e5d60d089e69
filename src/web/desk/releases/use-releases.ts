import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskRelease, PublishReleaseRequest } from '#desk/releases/wire.ts';
import { api } from '../api.ts';
import { useRun } from '../studio/publishing/use-run.ts';

/** What an editor confirms: why, and the newest publication then. */
type Confirmed = PublishReleaseRequest & { last: number };

/** Starts publishing a release. @returns a problem to show; '' if publishing has started */
export type Publish = (release: DeskRelease, confirmed: Confirmed) => Promise<string>;

/** The number of the newest publication. */
export const lastOf = (releases: readonly DeskRelease[]): number =>
  Math.max(0, ...releases.map(({ publication }) => publication ?? 0));

/** A release that breaks expected answers, and was requested here. */
export interface Blocked {
  release: DeskRelease;
  note: string;
  last: number;
  broken: readonly { asked: string }[];
}

/**
 * Loads the releases, publishes them, and follows whatever is being published.
 * @param onBlocked called if a release that was requested here breaks expected answers
 */
export function useReleases(onBlocked: (blocked: Blocked) => void) {
  const [releases, setReleases] = useState<readonly DeskRelease[]>();
  const [message, setMessage] = useState('');
  const requested = useRef<Omit<Blocked, 'broken'> | undefined>(undefined);
  const refresh = async (): Promise<void> => {
    const answer = await api.releases();
    setMessage(answer.ok ? '' : answer.problem);
    if (answer.ok) setReleases(answer.body);
  };
  useEffect(() => void refresh(), []);
  const { begin, ...followed } = useRun(() => void refresh());
  const outcome = followed.isOwn ? followed.run?.outcome : undefined;
  useEffect(() => {
    if (outcome?.kind === 'blocked' && requested.current !== undefined)
      onBlocked({ ...requested.current, broken: outcome.broken });
  }, [followed.run?.id, outcome?.kind]);
  const publish: Publish = async (release, confirmed) => {
    const problem = await begin(api.publishRelease(release.number, confirmed));
    if (problem === '') requested.current = { release, ...confirmed };
    // Another release may have been published.
    else void refresh();
    return problem;
  };
  return { releases, message, followed, publish };
}
