import type { Surroundings } from '../surroundings.ts';

/** A socket that has been quiet this long is checked with a poll: sleep and networks kill sockets silently. */
const QUIET_MS = 45_000;
const TOKEN_REFRESH_MS = 15 * 60_000;

export interface Beats {
  /** When the socket last received anything; milliseconds since 1970. */
  receivedAt: () => number;
  /** The socket has been quiet for too long, or the machine has slept. */
  onQuiet: () => void;
  refreshToken: () => void;
}

/** @returns a function that stops it */
export function startHeartbeat(
  { after, isVisible, now }: Pick<Surroundings, 'after' | 'isVisible' | 'now'>,
  { receivedAt, onQuiet, refreshToken }: Beats,
): () => void {
  const every = (milliseconds: number, work: () => void): (() => void) => {
    const again = (): void => {
      work();
      stop = after(milliseconds, again);
    };
    let stop = after(milliseconds, again);
    return () => stop();
  };
  let beatAt = now();
  const stops = [
    every(QUIET_MS / 3, () => {
      const slept = now() - beatAt > QUIET_MS;
      beatAt = now();
      if (slept || (isVisible() && now() - receivedAt() > QUIET_MS)) onQuiet();
    }),
    every(TOKEN_REFRESH_MS, refreshToken),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
