import { describe, expect, it } from 'vitest';
import { asksNothing } from '#understanding/asks-nothing.ts';

describe('a part of a message', () => {
  it.each([
    'Could you please help me?',
    'is it possible',
    'I have two questions:',
    'Need to know the following for our audit:',
    'what to do now',
  ])('can ask nothing by itself: %s', (text) => {
    expect(asksNothing(text)).toBe(true);
  });

  it.each(['Is it patched?', 'How do I solve these problems?', 'can I share two pictures'])(
    'asks something if it has content of its own: %s',
    (text) => {
      expect(asksNothing(text)).toBe(false);
    },
  );
});
