import type { UtteranceResult } from './evaluate.ts';
import { extrasIn, type Verdict } from './judge.ts';
import { OUT_OF_SCOPE } from './labelled-utterance.ts';
import { countBy, median, p99, shareOf } from './statistics.ts';

/** The figures of one evaluation. Shares are 0..1. */
export interface Figures {
  lines: { inScope: number; outOfScope: number };
  counts: Record<Verdict, number>;
  /** Shares of the lines in scope, from here on. */
  straight: number;
  correctOrClarified: number;
  missed: number;
  wrong: number;
  /** The share of straight answers among the correct or clarified ones. */
  straightOfThese: number;
  /** Shares of the lines out of scope, from here on. */
  falseAnswers: number;
  asked: number;
  rejected: number;
  /** Lines decided by the strict rule about extra answers: the right answer was given, but another one too. */
  decidedByExtras: number;
  /** How long a whole turn takes in this process, in milliseconds. */
  milliseconds: { median: number; p99: number };
}

const isInScope = ({ line }: UtteranceResult): boolean => line.id !== OUT_OF_SCOPE;

/** Whether a line was answered or rejected correctly without a clarifying question. */
export const isStraight = ({ outcome }: UtteranceResult): boolean =>
  outcome === 'correct' || outcome === 'rejected';

/** Adds the results up. */
export function figuresOf(results: readonly UtteranceResult[]): Figures {
  const counts: Record<Verdict, number> = {
    correct: 0,
    clarified: 0,
    missed: 0,
    wrong: 0,
    rejected: 0,
    asked: 0,
    'false-answer': 0,
  };
  for (const { outcome } of results) counts[outcome] += 1;
  const inScope = results.filter(isInScope).length;
  const outOfScope = results.length - inScope;
  const good = counts.correct + counts.clarified;
  const times = results.map(({ milliseconds }) => milliseconds);
  return {
    lines: { inScope, outOfScope },
    counts,
    straight: shareOf(counts.correct, inScope),
    correctOrClarified: shareOf(good, inScope),
    missed: shareOf(counts.missed, inScope),
    wrong: shareOf(counts.wrong, inScope),
    straightOfThese: shareOf(counts.correct, good),
    falseAnswers: shareOf(counts['false-answer'], outOfScope),
    asked: shareOf(counts.asked, outOfScope),
    rejected: shareOf(counts.rejected, outOfScope),
    decidedByExtras: results.filter(
      ({ line, answered }) => isAnsweredIn(line.id, answered) && extrasIn(line, answered).length > 0,
    ).length,
    milliseconds: { median: median(times), p99: p99(times) },
  };
}

const isAnsweredIn = (id: string, answered: readonly string[]): boolean =>
  id !== OUT_OF_SCOPE && answered.includes(id);

/** The outcomes of one intent's lines. */
export interface IntentRow {
  id: string;
  lines: number;
  counts: Partial<Record<Verdict, number>>;
}

/** Finds the intents with lines that were not answered straight, worst first. */
export function intentsNotStraight(results: readonly UtteranceResult[]): IntentRow[] {
  const rows = new Map<string, IntentRow & { straight: number }>();
  for (const result of results) {
    const { line, outcome } = result;
    const row = rows.get(line.id) ?? { id: line.id, lines: 0, counts: {}, straight: 0 };
    row.lines += 1;
    row.counts[outcome] = (row.counts[outcome] ?? 0) + 1;
    if (isStraight(result)) row.straight += 1;
    rows.set(line.id, row);
  }
  return [...rows.values()]
    .filter((row) => row.straight < row.lines)
    .toSorted((a, b) => a.straight / a.lines - b.straight / b.lines || (a.id < b.id ? -1 : 1))
    .map(({ id, lines, counts }) => ({ id, lines, counts }));
}

/** A confusion: the right answer, and what the bot preferred instead. */
export interface Confusion {
  right: string;
  instead: string;
  outcome: Verdict;
  count: number;
}

/**
 * Counts the confusions, most frequent first. For wrong and false answers this is the answer given; for other lines
 * that were not answered straight, it is the likeliest intent, unless that was right.
 */
export function confusionsOf(results: readonly UtteranceResult[]): Confusion[] {
  const separator = '\t';
  const confused = results.filter(
    (result) => !isStraight(result) && insteadOf(result) !== result.line.id && insteadOf(result) !== '',
  );
  return countBy(confused, (result) =>
    [result.line.id, insteadOf(result), result.outcome].join(separator),
  ).map(({ key, count }) => {
    const [right = '', instead = '', outcome] = key.split(separator);
    return { right, instead, outcome: outcome as Verdict, count };
  });
}

function insteadOf({ outcome, line, answered, reading }: UtteranceResult): string {
  if (outcome === 'wrong' || outcome === 'false-answer') {
    return answered.filter((id) => id !== line.id).join(' + ') || answered.join(' + ');
  }
  return reading.intent;
}
