import { describe, expect, it } from 'vitest';
import { splitText } from '#text/split-text.ts';
import { escapeMarkdown } from '#text/markdown.ts';
import { excerptOf } from '#text/excerpt.ts';

const upTo = (most: number) => (part: string) => part.length <= most;
const split = (text: string, most: number): string[] => {
  const parts = splitText(text, upTo(most));
  expect(parts.join('')).toBe(text);
  expect(parts.every(upTo(most))).toBe(true);
  return parts;
};

describe('a text that is too long for one message', () => {
  it('stays whole if it fits', () => {
    expect(split('Short.', 6)).toEqual(['Short.']);
    expect(split('', 6)).toEqual(['']);
  });

  it.each([
    ['a paragraph', 'First one.\nmore\n\nSecond one here.', 20, ['First one.\nmore\n\n', 'Second one here.']],
    ['a line', 'First line. And\nsecond line here', 20, ['First line. And\n', 'second line here']],
    [
      'a sentence',
      'It says “No.” Then it stops working',
      20,
      ['It says “No.” ', 'Then it stops ', 'working'],
    ],
    ['a word', 'some words without any end', 12, ['some words ', 'without any ', 'end']],
    ['a sentence without spaces', '路由器没有反应。请帮帮我们吧', 12, ['路由器没有反应。', '请帮帮我们吧']],
  ])('ends a piece at the end of %s', (_what, text, most, parts) => {
    expect(split(text, most)).toEqual(parts);
  });

  it.each(['😀', '👨‍👩‍👧‍👦', 'e\u0301', 'क्षि'])('never cuts “%s”', (character) => {
    for (const most of [character.length, character.length + 1, 3 * character.length - 1])
      for (const part of split(character.repeat(20), most))
        expect(part.length % character.length, JSON.stringify(part)).toBe(0);
  });

  it('is split between code points if it has no natural breaks, and splitting ends', () => {
    for (const part of split(`e${'\u0301'.repeat(500)}`, 90)) expect(part.isWellFormed()).toBe(true);
    for (const part of split('😀'.repeat(500), 3)) expect(part).toBe('😀');
  });

  it('is left unchanged if nothing fits', () => {
    expect(splitText('words', () => false)).toEqual(['words']);
  });
});

describe('an excerpt', () => {
  it('is one line, and shows that it was shortened', () => {
    expect(excerptOf(' two\n lines ')).toBe('two lines');
    expect(excerptOf('word '.repeat(100))).toMatch(/^(word )+word…$/);
    expect(excerptOf('x'.repeat(15_000)).length).toBeLessThan(130);
  });
});

describe('text escaped for Markdown', () => {
  it('keeps every character, and leaves addresses usable', () => {
    expect(escapeMarkdown('3*4*5 <b> C:\\_x_ ~a~ & [b](c)')).toBe(
      '3\\*4\\*5 \\<b\\> C:\\\\\\_x\\_ \\~a\\~ \\& \\[b\\](c)',
    );
    expect(escapeMarkdown('see https://example.com/a_b_c now')).toBe('see https://example.com/a_b_c now');
  });
});
