import { describe, expect, it } from 'vitest';
import { aimsOf } from '#evaluation/aims.ts';
import type { UtteranceResult } from '#evaluation/evaluate.ts';
import { evaluationOf } from '#evaluation/evaluation.ts';
import { confusionsOf, figuresOf, intentsNotStraight } from '#evaluation/figures.ts';
import type { Verdict } from '#evaluation/judge.ts';
import { areaUnder, calibrationError, reliability, riskCoverage } from '#evaluation/plots.ts';
import { printed } from '#evaluation/print.ts';
import { reportPage } from '#evaluation/report/page.ts';

const result = (id: string, outcome: Verdict, rest: Partial<UtteranceResult> = {}): UtteranceResult => ({
  line: { text: 'a <b>question</b>', id, note: '', models: [] },
  outcome,
  answered: [],
  replies: [{ kind: 'unknown', text: 'I do not know <script>', choices: [] }],
  reading: { intent: id, confidence: 0.9, certainty: 'sure', rule: 'classifier' },
  milliseconds: 1,
  ...rest,
});

const results = [
  result('app.limit', 'correct', { answered: ['app.limit'] }),
  result('app.limit', 'clarified', { chosen: 'The limit' }),
  result('app.cost', 'wrong', { answered: ['app.limit', 'app.cost'] }),
  result('app.cost', 'missed', { milliseconds: 5 }),
  result('oos', 'rejected'),
  result('oos', 'false-answer', { answered: ['app.cost'] }),
];

describe('the figures of an evaluation', () => {
  const figures = figuresOf(results);

  it('are shares of the in-scope and of the out-of-scope utterances', () => {
    expect(figures).toMatchObject({
      lines: { inScope: 4, outOfScope: 2 },
      straight: 0.25,
      correctOrClarified: 0.5,
      straightOfThese: 0.5,
      missed: 0.25,
      wrong: 0.25,
      falseAnswers: 0.5,
      asked: 0,
      milliseconds: { median: 1, p99: 5 },
    });
  });

  it('count the utterances that are wrong only because of an extra answer', () => {
    expect(figures.decidedByExtras).toBe(1);
  });

  it('appear next to their targets, met or not', () => {
    expect(aimsOf(figures).map(({ met }) => met)).toEqual([false, false, false, false]);
    const perfect = figuresOf([results[0]!, results[4]!]);
    expect(aimsOf(perfect).map(({ met }) => met)).toEqual([true, true, true, true]);
  });

  it('name the intents with errors, worst first, and the intents they were confused with', () => {
    expect(intentsNotStraight(results).map(({ id }) => id)).toEqual(['app.cost', 'app.limit', 'oos']);
    expect(confusionsOf(results)).toEqual([
      { right: 'app.cost', instead: 'app.limit', outcome: 'wrong', count: 1 },
      { right: 'oos', instead: 'app.cost', outcome: 'false-answer', count: 1 },
    ]);
  });
});

describe('the plots', () => {
  const rated = [
    { confidence: 0.95, right: true },
    { confidence: 0.95, right: true },
    { confidence: 0.55, right: false },
    { confidence: 1, right: true },
  ];

  it('compare confidence with observed frequency in ten bins', () => {
    const bins = reliability(rated);
    expect(bins).toHaveLength(10);
    expect(bins[9]).toMatchObject({ count: 3, observed: 1 });
    expect(bins[5]).toMatchObject({ count: 1, confidence: 0.55, observed: 0 });
    expect(calibrationError(bins)).toBeCloseTo((3 * (1 - 2.9 / 3) + 0.55) / 4);
  });

  it('give the risk at every coverage, with equal confidences together', () => {
    const points = riskCoverage(rated);
    expect(points).toEqual([
      { coverage: 0.25, risk: 0 },
      { coverage: 0.75, risk: 0 },
      { coverage: 1, risk: 0.25 },
    ]);
    expect(areaUnder(points)).toBeCloseTo(0.0625);
  });
});

describe('the report', () => {
  const evaluation = evaluationOf('lines.jsonl', results, []);

  it('prints every target with its figure', () => {
    expect(printed(evaluation)).toMatch(/Correct or clarified\s+50\.0 %\s+aim at least 97\.0 %\s+not met/);
  });

  it('is a self-contained page that escapes the utterances', () => {
    const page = reportPage(evaluation, [], new Date(0));
    expect(page).not.toMatch(/https?:|<script|<link|@import/);
    expect(page).toContain('a &lt;b&gt;question&lt;/b&gt;');
    expect(page).toContain('I do not know &lt;script&gt;');
  });
});
