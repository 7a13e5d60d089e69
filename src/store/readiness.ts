/** Within this time everyone gets the same answer, so that frequent checks cause no extra work. */
const FRESH_MS = 1000;
/** Load balancers give up after about two seconds. */
const PATIENCE_MS = 1500;

/**
 * Creates a check that can be called as often as anyone likes.
 * @param check resolves if all is well
 * @param now milliseconds of a clock that never runs backwards
 * @returns a function that rejects with what `check` throws, or if that takes longer than a second and a half
 */
export function createReadiness(check: () => Promise<void>, now = () => performance.now()) {
  let asked: { answer: Promise<void>; endedAt: number | undefined } | undefined;

  const ask = (): Promise<void> => {
    if (asked !== undefined && (asked.endedAt === undefined || now() - asked.endedAt < FRESH_MS))
      return asked.answer;
    const answer = check();
    const current: { answer: Promise<void>; endedAt: number | undefined } = { answer, endedAt: undefined };
    asked = current;
    const end = (): void => {
      current.endedAt = now();
    };
    answer.then(end, end);
    return answer;
  };

  return async (): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The database takes too long to answer.')), PATIENCE_MS);
    });
    try {
      await Promise.race([ask(), late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
