import type { LineResult } from './evaluate.ts';
import { extrasIn, type Outcome } from './judge.ts';
import { OUT_OF_SCOPE } from './labelled-line.ts';
import { countBy, median, p99, shareOf } from './statistics.ts';

/** The figures of one evaluation; shares are 0..1. */
export interface Figures {
  lines: { inScope: number; outOfScope: number };
  counts: Record<Outcome, number>;
  /** Of the lines in scope. */
  straight: number;
  correctOrClarified: number;
  missed: number;
  wrong: number;
  /** Straight answers among the correct or clarified. */
  straightOfThese: number;
  /** Of the lines out of scope. */
  falseAnswers: number;
  asked: number;
  rejected: number;
  /** Lines on which the strict rule about extra answers decided: the right one was told, another as well. */
  decidedByExtras: number;
  /** A whole turn in this process, in milliseconds. */
  milliseconds: { median: number; p99: number };
}

const isInScope = ({ line }: LineResult): boolean => line.id !== OUT_OF_SCOPE;

/** A line that was answered, or rejected, as it should be without asking back. */
export const isStraight = ({ outcome }: LineResult): boolean =>
  outcome === 'correct' || outcome === 'rejected';

/** Adds the results up. */
export function figuresOf(results: readonly LineResult[]): Figures {
  const counts: Record<Outcome, number> = {
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
      ({ line, told }) => isToldIn(line.id, told) && extrasIn(line, told).length > 0,
    ).length,
    milliseconds: { median: median(times), p99: p99(times) },
  };
}

const isToldIn = (id: string, told: readonly string[]): boolean => id !== OUT_OF_SCOPE && told.includes(id);

/** How one intent fares. */
export interface IntentRow {
  id: string;
  lines: number;
  counts: Partial<Record<Outcome, number>>;
}

/** The intents of which a line was not straight, worst first. */
export function intentsNotStraight(results: readonly LineResult[]): IntentRow[] {
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

/** What was taken for what: the right answer, and what the bot leaned to instead. */
export interface Confusion {
  right: string;
  instead: string;
  outcome: Outcome;
  count: number;
}

/**
 * The confusions, most frequent first: of wrong and false answers what was told, of the others that were not
 * straight the likeliest intent where it was not the right one.
 */
export function confusionsOf(results: readonly LineResult[]): Confusion[] {
  const separator = '\t';
  const confused = results.filter(
    (result) => !isStraight(result) && insteadOf(result) !== result.line.id && insteadOf(result) !== '',
  );
  return countBy(confused, (result) =>
    [result.line.id, insteadOf(result), result.outcome].join(separator),
  ).map(({ key, count }) => {
    const [right = '', instead = '', outcome] = key.split(separator);
    return { right, instead, outcome: outcome as Outcome, count };
  });
}

function insteadOf({ outcome, line, told, reading }: LineResult): string {
  if (outcome === 'wrong' || outcome === 'false-answer') {
    return told.filter((id) => id !== line.id).join(' + ') || told.join(' + ');
  }
  return reading.intent;
}
