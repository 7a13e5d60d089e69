import { beforeAll, describe, expect, it } from 'vitest';
import { createLocalBot } from '#cli/local-bot.ts';
import { evaluate } from '#evaluation/evaluate.ts';
import { expectedUtterances } from '#evaluation/expected-utterances.ts';
import { type Figures, figuresOf } from '#evaluation/figures.ts';
import { classifierCacheDir, knowledgeDir } from '../support/classifier-cache.ts';

/** Just below the current figures, so that a loss of accuracy fails here. `npm run evaluate` prints the figures. */
const LEAST = { correctOrClarified: 0.965, straightOfThese: 0.88, wrong: 0.015, falseAnswers: 0.04 };

describe('the bot on the expected questions', () => {
  let figures: Figures;

  beforeAll(async () => {
    const subject = await createLocalBot({ DATA_DIR: classifierCacheDir, KNOWLEDGE_DIR: knowledgeDir });
    const lines = expectedUtterances(subject.knowledge);
    figures = figuresOf(await evaluate(subject, lines, { now: () => 0 }));
  });

  it('answers in-scope utterances or asks a relevant question', () => {
    expect(figures.correctOrClarified).toBeGreaterThanOrEqual(LEAST.correctOrClarified);
  });

  it('answers most in-scope utterances without a clarifying question', () => {
    expect(figures.straightOfThese).toBeGreaterThanOrEqual(LEAST.straightOfThese);
  });

  it('hardly ever gives a wrong answer', () => {
    expect(figures.wrong).toBeLessThanOrEqual(LEAST.wrong);
  });

  it('hardly ever answers an out-of-scope utterance', () => {
    expect(figures.falseAnswers).toBeLessThanOrEqual(LEAST.falseAnswers);
  });
});
