const SHORTEST = 2;
const LONGEST = 200;
const WAIT_MS = 150;

/** Finds questions in the knowledge that match what the visitor is typing. Fails silently. */
export interface Suggestions {
  /**
   * @param locale the language in which questions are wanted
   * @param found called with the matching questions, best first; at once if there cannot be any
   */
  look(text: string, locale: string, found: (questions: readonly string[]) => void): void;
  stop(): void;
}

/** @param server its address, without a trailing slash */
export function createSuggestions(server: string): Suggestions {
  /** Questions by address. */
  const known = new Map<string, readonly string[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;
  /** Increases with each text, so that results for an earlier one are dropped. */
  let wish = 0;
  const stop = (): void => {
    wish += 1;
    clearTimeout(timer);
    running?.abort();
  };
  const fetchFor = async (address: string): Promise<readonly string[]> => {
    running = new AbortController();
    try {
      const response = await fetch(address, { signal: running.signal });
      if (!response.ok) return [];
      const questions = readQuestions(await response.json());
      known.set(address, questions);
      return questions;
    } catch {
      return [];
    }
  };
  return {
    stop,
    look(written, locale, found) {
      stop();
      const text = written.trim().replaceAll(/\s+/g, ' ').toLowerCase();
      const address = `${server}/widget/questions?${new URLSearchParams({ q: text, locale }).toString()}`;
      const before = known.get(address);
      if (text.length < SHORTEST || text.length > LONGEST || before !== undefined) {
        found(before ?? []);
        return;
      }
      const own = wish;
      timer = setTimeout(() => {
        void fetchFor(address).then((questions) => {
          if (own === wish) found(questions);
        });
      }, WAIT_MS);
    },
  };
}

function readQuestions(body: unknown): readonly string[] {
  const questions = typeof body === 'object' && body !== null && 'questions' in body ? body.questions : [];
  return (Array.isArray(questions) ? questions : []).flatMap((each: unknown) =>
    typeof each === 'object' && each !== null && 'question' in each && typeof each.question === 'string'
      ? [each.question]
      : [],
  );
}
