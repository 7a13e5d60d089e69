import type { SocketTrust } from '#web/common/socket-trust.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Waiting } from './waiting.ts';

export interface PollingParts {
  surroundings: Pick<Surroundings, 'isVisible' | 'now' | 'random'>;
  waiting: Waiting;
  /** How the last sockets fared. */
  trust: () => SocketTrust;
  /** Whether nothing newer has taken over. */
  isCurrent: () => boolean;
  isProven: () => boolean;
  hasSocket: () => boolean;
  /** @returns false if the server cannot be reached */
  catchUp: () => Promise<boolean>;
  trySocket: () => Promise<void>;
  onReached: () => void;
}

const POLL_MS = 2000;
const HIDDEN_POLL_MS = 10_000;

/** Polls until a socket works, trying one at growing intervals. @returns why it ended */
export async function pollUntilProven(parts: PollingParts): Promise<'proven' | 'unreachable' | 'outdated'> {
  const { surroundings, waiting, trust, isCurrent, isProven, hasSocket } = parts;
  const { isVisible, now, random } = surroundings;
  let tryAt: number | undefined;
  while (isCurrent() && !isProven()) {
    const isPresent = await parts.catchUp();
    if (!isCurrent()) break;
    if (!isPresent) return 'unreachable';
    parts.onReached();
    if (!hasSocket()) {
      tryAt ??= now() + trust().pauseMs(random());
      if (now() >= tryAt) {
        tryAt = undefined;
        await parts.trySocket();
      }
    }
    await waiting.wait(isVisible() ? POLL_MS : HIDDEN_POLL_MS);
  }
  return isCurrent() ? 'proven' : 'outdated';
}
