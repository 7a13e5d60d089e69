/** A clock that only the test advances. */
export interface TestClock {
  now: () => Date;
  pass(time: { minutes: number }): void;
}

export function createTestClock(start = '2024-05-06T09:00:00.000Z'): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    pass: ({ minutes }) => {
      at += minutes * 60_000;
    },
  };
}
