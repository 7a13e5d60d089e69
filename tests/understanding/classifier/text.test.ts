import { describe, expect, it } from 'vitest';
import { normalise, stems, tokens } from '#understanding/classifier/text.ts';

describe('the text of an utterance', () => {
  it('ignores case, accents and typographic variants', () => {
    expect(normalise('CAFÉ Ｗｉｆｉ')).toBe('cafe wifi');
  });

  it.each([
    ["What's up", ['what', 'is', 'up']],
    ['I can’t, won’t, didnt', ['i', 'can', 'not', 'will', 'not', 'did', 'not']],
    ["they're sure we've met", ['they', 'are', 'sure', 'we', 'have', 'met']],
    ['r u sure', ['are', 'you', 'sure']],
    ["my router's light", ['my', 'router', 'light']],
  ])('has its contractions expanded: %s', (text, words) => {
    expect(tokens(text)).toEqual(words);
  });

  it.each(['', ' \n\t', '👍🙏', '?!…', 'помогите'])('has no words in %j', (text) => {
    expect(tokens(text)).toEqual([]);
  });

  it('is reduced to stems, including stop words', () => {
    expect(stems('the cameras are connecting')).toEqual(['the', 'camera', 'ar', 'connect']);
  });

  it('keeps only its beginning and end when it is very long', () => {
    const words = tokens(`first ${'filler '.repeat(20_000)}last`);
    expect(words.length).toBeLessThan(300);
    expect([words[0], words.at(-1)]).toEqual(['first', 'last']);
  });
});
