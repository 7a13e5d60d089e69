import { describe, expect, it } from 'vitest';
import { cutText, endOfText } from '#text/cut-text.ts';
import { parseJson, wellFormed, wellFormedIn, wellFormedUrl } from '#text/well-formed.ts';

const nested = (depth: number, inner: unknown): unknown => {
  let value = inner;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};

describe('text from outside', () => {
  it('loses U+0000', () => {
    expect(wellFormed('a\0b\0')).toBe('ab');
  });

  it('gets a replacement character for a lone surrogate', () => {
    expect(wellFormed('\ud83d and \ude00')).toBe('\ufffd and \ufffd');
  });

  it('is otherwise unchanged', () => {
    expect(wellFormed('Grüße, 😀 家庭\n\t')).toBe('Grüße, 😀 家庭\n\t');
  });

  it('is cleaned everywhere in a JSON text, property names included', () => {
    expect(
      parseJson(String.raw`{"a\u0000":"x\u0000","list":["\uD83D",{"deep":"\udE00!"}],"n":1,"none":null}`),
    ).toEqual({ a: 'x', list: ['\ufffd', { deep: '\ufffd!' }], n: 1, none: null });
  });

  it('keeps an escaped backslash before a "u" unchanged', () => {
    expect(parseJson(String.raw`"\\u0000"`)).toBe(String.raw`\u0000`);
  });

  it('never changes an object’s prototype', () => {
    const value = parseJson(String.raw`{"__proto__\u0000":{"isAdmin":true}}`) as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value)).toEqual(['__proto__']);
  });

  it('is cleaned however deeply it is nested', () => {
    let value = wellFormedIn(nested(100_000, 'a\0b'));
    while (Array.isArray(value)) [value] = value as unknown[];
    expect(value).toBe('ab');
  });
});

describe('a cut text', () => {
  it('stays whole if it is short enough', () => {
    expect(cutText('abc', 3)).toBe('abc');
    expect(endOfText('abc', 3)).toBe('abc');
  });

  it('never splits a character', () => {
    expect(cutText('ab😀cd', 3)).toBe('ab');
    expect(cutText('ab😀cd', 4)).toBe('ab😀');
    expect(endOfText('ab😀cd', 3)).toBe('cd');
    expect(endOfText('ab😀cd', 4)).toBe('😀cd');
  });
});

describe('an address from outside', () => {
  it.each([
    ['/a%00b?c=%00', '/ab?c='],
    ['/%%0000', '/'],
    ['/%%%000000x', '/x'],
    ['/%0', '/%0'],
    ['/100%000', '/1000'],
    ['/a%20b', '/a%20b'],
  ])('%s loses U+0000, even when removing one reveals another', (asked, clean) => {
    expect(wellFormedUrl(asked)).toBe(clean);
  });
});
