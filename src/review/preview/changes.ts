import type { Understand } from '#understanding/understand.ts';

/** How a question is read: the intents of its parts, or that the bot asks to clarify or does not know the answer. */
export interface ReadAs {
  intents: string[];
  certainty: 'sure' | 'close' | 'unknown';
}

/** A question that would be read differently. */
export interface ReadingChange {
  text: string;
  before: ReadAs;
  after: ReadAs;
}

/** An expected answer that would be read differently. */
interface ExpectedChange extends ReadingChange {
  /** The intent that it must have. */
  expected: string;
}

/** What would change if phrases were added. */
export interface Changes {
  expected: ExpectedChange[];
  recent: ReadingChange[];
  /** How many more would be read differently only because every training shifts borderline questions. */
  chance: number;
}

/** Reads a question on its own, without a conversation. */
export function readAs(understand: Understand, text: string): ReadAs {
  const { readings } = understand(text);
  const certainties = readings.map(({ certainty }) => certainty);
  const certainty = certainties.includes('unknown')
    ? 'unknown'
    : certainties.includes('close')
      ? 'close'
      : 'sure';
  return { intents: readings.map(({ intent }) => intent), certainty };
}

/** Whether two readings make no difference to the customer. */
export const isSameReading = (a: ReadAs, b: ReadAs): boolean =>
  a.certainty === b.certainty && (a.certainty !== 'sure' || a.intents.join(' ') === b.intents.join(' '));

/** Compares how the bot reads questions now with how it would read them, and gives those that differ. */
export function changesIn<Question extends { text: string }>(
  questions: readonly Question[],
  { before, after }: { before: Understand; after: Understand },
): (Question & ReadingChange)[] {
  return questions.flatMap((question) => {
    const change = { before: readAs(before, question.text), after: readAs(after, question.text) };
    return isSameReading(change.before, change.after) ? [] : [{ ...question, ...change }];
  });
}

/** Keeps only the changes that also occur between two other readers. */
export const steadyChanges = <Change extends ReadingChange>(
  changes: readonly Change[],
  readers: { before: Understand; after: Understand },
): Change[] => {
  const again = new Set(changesIn(changes, readers).map(({ text }) => text));
  return changes.filter(({ text }) => again.has(text));
};
