import { describe, expect, it } from 'vitest';
import { figuresOf, parseHeldOut, printedHeldOut } from '#evaluation/held-out.ts';
import { LabelledUtterancesError } from '#evaluation/labelled-utterance.ts';
import type { Certainty } from '#understanding/understanding.ts';

const read = (id: string, intent: string, certainty: Certainty) => ({
  text: `a phrase of ${id}`,
  id,
  reading: { intent, certainty, confidence: 0.5 },
});

const results = [
  read('patch.status', 'patch.status', 'sure'),
  read('patch.list', 'patch.status', 'sure'),
  read('thanks', 'thanks', 'close'),
  read('enshare.cost', 'oos', 'unknown'),
  read('oos', 'oos', 'unknown'),
  read('oos', 'enshare.cost', 'sure'),
  read('oos', 'thanks', 'sure'),
  read('oos', 'patch.list', 'close'),
];

describe('the phrases of an author left out of training', () => {
  it('count as right by their top intent, and as surely wrong only when the bot would answer', () => {
    expect(figuresOf(results)).toEqual({
      inScope: 4,
      outOfScope: 4,
      topOne: 0.5,
      sure: 0.5,
      sureWrong: 0.25,
      answered: 0.25,
    });
  });

  it('are listed when they were surely wrong', () => {
    const text = printedHeldOut('some.jsonl', { results, figures: { ...figuresOf(results), moved: 2 } });
    expect(text).toContain('2 under another intent now');
    expect(text).toContain('patch.list → patch.status: a phrase of patch.list');
    expect(text).toContain('oos → enshare.cost: a phrase of oos');
    expect(text).not.toContain('oos → thanks');
  });

  it('come from a file with one JSON object per line', () => {
    expect(parseHeldOut('{"text": "is the {model} patched", "id": "patch.status"}\n\n')).toEqual([
      { text: 'is the {model} patched', id: 'patch.status' },
    ]);
    expect(() => parseHeldOut('{"text": "no id"}')).toThrow(LabelledUtterancesError);
  });
});
