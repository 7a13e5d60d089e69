import { PROOF_MS } from '#web/common/socket-trust.ts';
import type { ActivitySet } from '../activity.ts';
import { readActivitySet } from '../guards.ts';
import type { Surroundings } from '../surroundings.ts';

export interface StreamSocketEvents {
  /** It carries frames, so polling is not needed. */
  onProven: () => void;
  /** A frame has arrived. @param set undefined for a keep-alive */
  onFrame: (set: ActivitySet | undefined) => void;
  /** It has been open for a while without a frame. @param isProven whether it counts as working anyway */
  onSilence: (isProven: boolean) => void;
  /** @param livedMs time since it was proven; 0 if it never was */
  onEnd: (livedMs: number) => void;
}

/**
 * Opens the socket that carries a conversation.
 * @param isOurs our own server sends a frame at once, which proves the socket; for others, an open socket must do
 * @returns a function that closes it; nothing is reported after that
 */
export function openStreamSocket(
  { after, now, openSocket }: Pick<Surroundings, 'after' | 'now' | 'openSocket'>,
  address: string,
  isOurs: boolean,
  { onProven, onFrame, onSilence, onEnd }: StreamSocketEvents,
): () => void {
  const socket = openSocket(address);
  let provenAt: number | undefined;
  let isClosed = false;
  const prove = (): void => {
    provenAt ??= now();
    if (!isClosed) onProven();
  };
  const stopTimer = after(PROOF_MS, () => {
    if (!isClosed) onSilence(provenAt !== undefined);
  });
  socket.addEventListener('open', () => {
    if (!isOurs) prove();
  });
  socket.addEventListener('message', ({ data }) => {
    stopTimer();
    if (isClosed) return;
    prove();
    onFrame(readActivitySet(data));
  });
  socket.addEventListener('close', () => {
    stopTimer();
    if (!isClosed) onEnd(provenAt === undefined ? 0 : now() - provenAt);
  });
  return () => {
    isClosed = true;
    socket.close();
  };
}
