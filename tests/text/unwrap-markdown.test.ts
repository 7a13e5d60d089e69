import { expect, test } from 'vitest';
import { unwrapMarkdown } from '#text/unwrap-markdown.ts';

test.each([
  ['a paragraph becomes one line', 'one\ntwo\nthree', 'one two three'],
  ['paragraphs stay separate', 'one\ntwo\n\nthree', 'one two\n\nthree'],
  ['a list item becomes one line, and items stay separate', '- one\n  more\n- two', '- one more\n- two'],
  ['numbered items stay separate', '1. one\n   more\n2. two', '1. one more\n2. two'],
  ['a list can follow a line directly', 'These:\n- one\n- two', 'These:\n- one\n- two'],
  ['a heading starts a new line', 'one\n# Two\nthree', 'one\n# Two\nthree'],
  ['a quote stays a quote', '> one\n> two', '> one\n> two'],
  ['a table stays a table', '| a |\n|---|\n| 1 |', '| a |\n|---|\n| 1 |'],
  [
    'code stays unchanged',
    '```\none\ntwo\n\n# three\n```\nfour\nfive',
    '```\none\ntwo\n\n# three\n```\nfour five',
  ],
  ['an intended line break stays', 'one  \ntwo\\\nthree', 'one  \ntwo\\\nthree'],
  [
    'a year at the start of a line is not a list',
    'published in\n2017 and later',
    'published in 2017 and later',
  ],
  ['an empty text stays empty', '', ''],
])('%s', (_what, wrapped, flowing) => {
  expect(unwrapMarkdown(wrapped)).toBe(flowing);
});
