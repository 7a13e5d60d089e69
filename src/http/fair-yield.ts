/**
 * Gives those who ask a turn of the event loop each, in order. SQLite answers at once: without turns, a hundred readers
 * of long transcripts or files would be served to their end before anybody else is heard.
 * @returns resolves when it is the caller's turn
 */
export function createFairYield(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const giveNext = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(giveNext);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(giveNext);
    });
}
