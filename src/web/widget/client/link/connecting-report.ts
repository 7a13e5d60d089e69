import type { Connection } from '../chat-client.ts';
import type { Surroundings } from '../surroundings.ts';

/** After waiting this long for a connection, visitors are told what they can do. */
const SLOW_MS = 10_000;

/** Reports the progress of connecting, and says so when it takes long. */
export interface ConnectingReport {
  repeat(): void;
  /** The server asks for a pause. */
  setBusy(): void;
  /** @param last how it ended, if no other report says so */
  end(last?: Connection): void;
}

/** @param first the state until another is known */
export function reportConnecting(
  { after, isOffline }: Pick<Surroundings, 'after' | 'isOffline'>,
  onConnection: (connection: Connection) => void,
  first: Connection,
): ConnectingReport {
  let trouble = first;
  const repeat = (): void => onConnection(isOffline() ? 'offline' : trouble);
  const stopTimer = after(SLOW_MS, () => {
    if (trouble !== 'busy') trouble = 'unreachable';
    repeat();
  });
  onConnection(first);
  return {
    repeat,
    end(last) {
      stopTimer();
      if (last !== undefined) onConnection(last);
    },
    setBusy() {
      trouble = 'busy';
    },
  };
}
