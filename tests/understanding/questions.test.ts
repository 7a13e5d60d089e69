import { describe, expect, it } from 'vitest';
import { cutQuestions } from '#understanding/questions.ts';

const parts = (text: string) => cutQuestions(text).map((part) => part.text);

describe('a message', () => {
  it.each([
    ['Is it patched? How do I add a camera?', ['Is it patched?', 'How do I add a camera?']],
    ['is it patched and how do I add a camera', ['is it patched', 'how do I add a camera']],
    ['is it patched, also can I share a picture', ['is it patched', 'can I share a picture']],
    ['first line\nsecond line', ['first line', 'second line']],
    ['Hello! Is it patched?', ['Hello!', 'Is it patched?']],
  ])('is split where a question begins: %s', (text, cut) => {
    expect(parts(text)).toEqual(cut);
  });

  it.each([
    'the EAP600 and the ESR900',
    'phones and laptops',
    'version 2.4 of it',
    'both 2.4 and 5 GHz',
    'e-mail and pictures',
  ])('is not split where "and" joins things: %s', (text) => {
    expect(parts(text)).toEqual([text]);
  });

  it('reports which parts ask something', () => {
    expect(cutQuestions('I have an EAP600. Is it patched? Please tell me.').map(({ asks }) => asks)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('of punctuation alone has no parts', () => {
    expect(parts('?!? ... !!!')).toEqual([]);
  });
});

describe('text before a question', () => {
  it.each([
    ['what is krack, is my ENS500 hit', ['what is krack', 'is my ENS500 hit']],
    ["that's not it, i wanted to know the price", ["that's not it", 'i wanted to know the price']],
    [
      'the sound is too low and i only get alarms of one',
      ['the sound is too low', 'i only get alarms of one'],
    ],
  ])('is split off: %s', (message, texts) => {
    expect(cutQuestions(message).map(({ text }) => text)).toEqual(texts);
  });

  it('can be a word that asks the other side to wait, followed by a question', () => {
    expect(cutQuestions('wait, is this dangerous').every(({ asks }) => asks)).toBe(true);
  });
});

describe('whether a text asks something', () => {
  it.each([
    ['Also my camera is too quiet', true],
    ['He also wondered whether we should stop using it', true],
    ['My office is in the attic', false],
  ])('is decided by the first words: %s', (text, isAsked) => {
    expect(cutQuestions(text)).toEqual([{ text, asks: isAsked }]);
  });

  it('is true for each line of a list', () => {
    expect(cutQuestions('1. recommended encryption\n2. status of the EAP600').every(({ asks }) => asks)).toBe(
      true,
    );
  });
});
