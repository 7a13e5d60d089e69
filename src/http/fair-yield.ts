/**
 * Gives each caller a slot of the event loop, in order. SQLite answers synchronously: without this, a hundred readers
 * of long transcripts or files would all be served before anybody else.
 * @param slots how many callers get one each time the event loop comes round
 * @returns resolves when the caller's slot comes: at once, if one is free
 */
export function createFairYield(slots = 1): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let given = 0;
  let isCounting = false;

  /** Counts anew once the event loop has come round, until nobody waits. */
  function count(): void {
    if (isCounting) return;
    isCounting = true;
    setImmediate(() => {
      isCounting = false;
      const next = waiting.splice(0, slots);
      given = next.length;
      if (given > 0) count();
      for (const give of next) give();
    });
  }

  return () => {
    count();
    if (given === slots) return new Promise((resolve) => waiting.push(resolve));
    given += 1;
    return Promise.resolve();
  };
}
