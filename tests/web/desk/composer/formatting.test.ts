import { lexer, marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { listed, plain, typed, wrapped } from '#web/desk/composer/formatted-text.ts';
import { toMessage } from '#web/desk/composer/to-message.ts';
import { plainText } from '#text/plain-text.ts';

/** A reply in which a key made one word bold, and the rest was typed. */
const withBold = (before: string, word: string, after: string) =>
  wrapped(plain(before + word + after), { from: before.length, to: before.length + word.length }, '**')
    .formatted;

const oddities = [
  '192.168.*.*',
  'a*b*c',
  'C:\\new\\_tmp_',
  '3*4*5=60',
  '~down~',
  '# not a heading',
  '- not a list',
  '+ nor this',
  '1. nor this',
  '7) nor this',
  '---',
  '===',
  '    not code',
  '> not a quote',
  '<b>not bold</b>',
  '[not](a-link)',
  '`not code`',
  'a | b',
  '&amp; stays',
  '**two stars**',
  'https://example.com/a_b_c?d=*e*',
];

describe('what an agent types', () => {
  test.each(oddities)('reaches the customer as typed: %s', (text) => {
    expect(toMessage(plain(text))).toEqual({ text: text.trim(), textFormat: 'plain' });
  });

  test.each(oddities)('does so next to a bold word, too: %s', (text) => {
    const { text: markdown, textFormat } = toMessage(withBold('Look ', 'here', `:\n${text}\nThanks`));
    expect(textFormat).toBe('markdown');
    expect(plainText(markdown).replaceAll('\u00A0', ' ')).toBe(`Look here:\n${text}\nThanks`);
    const inline = lexer(markdown).flatMap((token) => ('tokens' in token ? (token.tokens ?? []) : []));
    expect(inline.filter(({ type }) => !['text', 'strong', 'br', 'link', 'escape'].includes(type))).toEqual(
      [],
    );
  });
});

describe('formatting', () => {
  test('makes the selected words bold or italic, and keeps them selected', () => {
    const { formatted, selection } = wrapped(plain('Press reset now'), { from: 6, to: 12 }, '**');
    expect(formatted.text).toBe('Press **reset** now');
    expect(formatted.text.slice(selection.from, selection.to)).toBe('reset');
    expect(toMessage(formatted)).toEqual({ text: 'Press **reset** now', textFormat: 'markdown' });
  });

  test('can be nested', () => {
    const bold = wrapped(plain('a b c'), { from: 2, to: 3 }, '**');
    const both = wrapped(bold.formatted, bold.selection, '*').formatted;
    expect(marked.parse(toMessage(both).text)).toMatch(/<(em|strong)><(em|strong)>b<\/\2><\/\1>/);
  });

  test('makes a list of the selected lines', () => {
    const { formatted } = listed(plain('Do this:\n\nOne\nTwo'), { from: 10, to: 17 });
    expect(formatted.text).toBe('Do this:\n\n- One\n- Two');
    expect(marked.parse(toMessage(formatted).text)).toContain('<li>Two</li>');
  });

  test('stays where it is while the agent types before, between and after', () => {
    let text = withBold('Press ', 'reset', '');
    for (const next of [
      'Please press **reset**',
      'Please press **the reset**',
      'Please press **the reset**!',
    ])
      text = typed(text, next);
    expect(toMessage(text).text).toBe('Please press **the reset**!');
  });

  test('ends once a mark is changed: the rest is shown as typed', () => {
    const changed = typed(withBold('Press ', 'reset', ''), 'Press **reset*');
    expect(plainText(toMessage(changed).text)).toBe('Press **reset*');
    expect(toMessage(typed(changed, 'Press reset'))).toEqual({ text: 'Press reset', textFormat: 'plain' });
  });
});
