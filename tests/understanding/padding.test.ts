import { describe, expect, it } from 'vitest';
import { withoutPadding } from '#understanding/padding.ts';

describe('a question without the words around it', () => {
  it.each([
    ['actually wait, does EnShare cost money?', 'does EnShare cost money?'],
    ['Hi team, quick question: is it patched', 'is it patched'],
    ['also what is krack lol', 'what is krack'],
    ['Good morning, could you please tell me whether it is safe', 'it is safe'],
    ['is it free, thanks in advance', 'is it free'],
    ['my wife also wants to know how it works', 'how it works'],
  ])('keeps what is asked: %s', (text, question) => {
    expect(withoutPadding(text)).toBe(question);
  });

  it.each(['okay, thanks', 'hi there', 'hold on'])('is empty if nothing is asked: %s', (text) => {
    expect(withoutPadding(text)).toBe('');
  });

  it.each(['is it patched?', 'second-hand ESR900', 'question marks are missing'])(
    'is the text itself if nothing is around it: %s',
    (text) => {
      expect(withoutPadding(text)).toBe(text);
    },
  );
});
