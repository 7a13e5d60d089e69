/** Runs turns one at a time per conversation, in order of arrival; conversations do not wait for each other. */
export interface TurnQueue {
  run<T>(conversationId: string, turn: () => Promise<T>): Promise<T>;
  /** Resolves when no turn is running or waiting. */
  idle(): Promise<void>;
}

/** Builds an empty queue. botbuilder writes state without checking for concurrent turns, so turns must not overlap. */
export function createTurnQueue(): TurnQueue {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(conversationId, turn) {
      const before = tails.get(conversationId) ?? Promise.resolve();
      const running = before.then(turn, turn);
      const settled = running.then(
        () => undefined,
        () => undefined,
      );
      tails.set(conversationId, settled);
      void settled.then(() => {
        if (tails.get(conversationId) === settled) tails.delete(conversationId);
      });
      return running;
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
