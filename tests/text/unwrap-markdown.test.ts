import { expect, test } from 'vitest';
import { unwrapMarkdown } from '#text/unwrap-markdown.ts';

test.each([
  ['a paragraph flows', 'one\ntwo\nthree', 'one two three'],
  ['paragraphs stay apart', 'one\ntwo\n\nthree', 'one two\n\nthree'],
  ['a list item flows, and items stay apart', '- one\n  more\n- two', '- one more\n- two'],
  ['numbered items stay apart', '1. one\n   more\n2. two', '1. one more\n2. two'],
  ['a list may follow a line at once', 'These:\n- one\n- two', 'These:\n- one\n- two'],
  ['a heading begins anew', 'one\n# Two\nthree', 'one\n# Two\nthree'],
  ['a quote stays a quote', '> one\n> two', '> one\n> two'],
  ['a table stays a table', '| a |\n|---|\n| 1 |', '| a |\n|---|\n| 1 |'],
  [
    'code stays as it is',
    '```\none\ntwo\n\n# three\n```\nfour\nfive',
    '```\none\ntwo\n\n# three\n```\nfour five',
  ],
  ['an intended break stays', 'one  \ntwo\\\nthree', 'one  \ntwo\\\nthree'],
  ['a year in a text is no list', 'published in\n2017 and later', 'published in 2017 and later'],
  ['nothing stays nothing', '', ''],
])('%s', (_what, wrapped, flowing) => {
  expect(unwrapMarkdown(wrapped)).toBe(flowing);
});
