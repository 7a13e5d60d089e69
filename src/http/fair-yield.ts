/**
 * Gives each caller a slot of the event loop, in order. SQLite answers synchronously: without this, a hundred readers
 * of long transcripts or files would all be served before anybody else.
 * @returns resolves when the caller's slot comes
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
