import { describe, expect, it } from 'vitest';
import { editDistance } from '#understanding/classifier/edit-distance.ts';
import { createSpellingCorrector } from '#understanding/classifier/spelling.ts';

const corrector = createSpellingCorrector(
  new Map([
    ['router', 40],
    ['password', 25],
    ['camera', 30],
    ['cameras', 12],
    ['bridge', 20],
    ['wpa2', 9],
    ['enroute', 15],
  ]),
);

describe('the spelling corrector', () => {
  it.each([
    ['ruoter', 'router'],
    ['passwrod', 'password'],
    ['pasword', 'password'],
    ['pasworrd', 'password'],
    ['camrea', 'camera'],
  ])('corrects %s to %s', (token, word) => {
    expect(corrector.correct(token)).toBe(word);
  });

  it.each(['fridge', 'remote', 'wpa3', 'ro', 'router', 'qqqqqq', 'cmr'])('leaves %s unchanged', (token) => {
    expect(corrector.correct(token)).toBe(token);
  });

  it('prefers the more frequent of two equally close words', () => {
    expect(corrector.correct('cameraz')).toBe('camera');
  });

  it('knows only its own words', () => {
    expect(corrector.knows('enroute')).toBe(true);
    expect(corrector.knows('fridge')).toBe(false);
  });
});

describe('the edit distance', () => {
  it.each([
    ['same', 'same', 0],
    ['sma', 'sam', 1],
    ['cat', 'cart', 1],
    ['kitten', 'sitting', 3],
  ])('counts the edits from %s to %s', (left, right, distance) => {
    expect(editDistance(left, right, 3)).toBe(distance);
  });

  it('stops counting beyond its limit', () => {
    expect(editDistance('kitten', 'sitting', 1)).toBe(2);
    expect(editDistance('a'.repeat(100), 'a'.repeat(100), 2)).toBe(3);
  });
});
