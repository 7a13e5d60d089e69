const MAX = 5;
const FORGET_MS = 10 * 60_000;

/**
 * Counts each user's wrong codes over a few minutes, per process. A code has 50 bits, so this only keeps the log short.
 */
export function createCodeTries(clock: () => Date) {
  const tries = new Map<string, number[]>();
  const recent = (user: string): number[] =>
    (tries.get(user) ?? []).filter((at) => clock().getTime() - at < FORGET_MS);
  return {
    isTooMany: (user: string): boolean => recent(user).length >= MAX,
    note(user: string): void {
      tries.set(user, [...recent(user), clock().getTime()]);
      for (const each of tries.keys()) if (recent(each).length === 0) tries.delete(each);
    },
  };
}
