import { describe, expect, test } from 'vitest';
import { readCard } from '#web/widget/panel/content/cards/read-card.ts';
import { plainText } from '#text/plain-text.ts';
import { pictureUrl, safeUrl } from '#web/widget/panel/content/safe-url.ts';

test.each(['https://a.example/b', 'http://a.example/', 'mailto:a@b.example', 'tel:+123'])(
  '%s can be a link',
  (url) => {
    expect(safeUrl(url)).toBe(url);
  },
);

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://a.example/1',
  '//a.example',
  'nothing',
  3,
  null,
])('%j cannot be a link', (url) => {
  expect(safeUrl(url)).toBeUndefined();
});

test('pictures load only from our own server or from data', () => {
  const trusted = ['https://bot.example.com'];
  expect(pictureUrl('https://bot.example.com/a.png', trusted)).toBe('https://bot.example.com/a.png');
  expect(pictureUrl('data:image/png;base64,AAAA', trusted)).toBe('data:image/png;base64,AAAA');
  expect(pictureUrl('https://evil.example/a.png', trusted)).toBeUndefined();
  expect(pictureUrl('data:image/svg+xml;base64,AAAA', trusted)).toBeUndefined();
  expect(pictureUrl('javascript:x', trusted)).toBeUndefined();
});

test.each([
  ['**Yes.** It _is_.', 'Yes. It is.'],
  ['1. one\n2. two', '1. one\n2. two'],
  ['- a\n- b', '- a\n- b'],
  ['[EnGenius](https://e.example)', 'EnGenius (https://e.example)'],
  ['`code` and ~~gone~~', 'code and gone'],
  ['| a | b |\n|---|---|\n| 1 | 2 |', 'a | b\n1 | 2'],
  ['', ''],
])('%j is read out as %j', (markdown, text) => {
  expect(plainText(markdown)).toBe(text);
});

describe('cards', () => {
  const adaptive = (content: unknown) =>
    readCard({ contentType: 'application/vnd.microsoft.card.adaptive', content });

  test('a hero card has text, pictures and buttons', () => {
    const content = {
      title: 'EAP1300',
      subtitle: 'Access point',
      text: 'Patched',
      images: [{ url: 'https://bot.example.com/a.png', alt: 'Front' }],
      buttons: [{ type: 'imBack', title: 'More', value: 'More' }, { type: 'signin' }],
    };
    expect(readCard({ contentType: 'application/vnd.microsoft.card.hero', content })).toEqual({
      title: 'EAP1300',
      subtitle: 'Access point',
      text: 'Patched',
      images: [{ url: 'https://bot.example.com/a.png', alt: 'Front' }],
      facts: [],
      actions: [{ type: 'imBack', title: 'More', value: 'More' }],
    });
  });

  test('an adaptive card is read in order, through containers and columns', () => {
    const body = [
      { type: 'TextBlock', text: 'Status', weight: 'Bolder' },
      {
        type: 'ColumnSet',
        columns: [{ type: 'Column', items: [{ type: 'TextBlock', text: 'In progress' }] }],
      },
      { type: 'FactSet', facts: [{ title: 'Date', value: '17 October 2017' }] },
      { type: 'Input.Text', fallbackText: 'Write to us' },
    ];
    const actions = [
      { type: 'Action.Submit', title: 'Yes', data: { choice: 'Yes, please' } },
      { type: 'Action.OpenUrl', title: 'Site', url: 'https://e.example' },
      { type: 'Action.Execute', title: 'Run', fallback: { type: 'Action.Submit', title: 'Run' } },
    ];
    expect(adaptive({ body, actions })).toEqual({
      text: '**Status**\n\nIn progress\n\nWrite to us',
      images: [],
      facts: [{ title: 'Date', value: '17 October 2017' }],
      actions: [
        { type: 'messageBack', title: 'Yes', text: 'Yes, please', value: { choice: 'Yes, please' } },
        { type: 'openUrl', title: 'Site', value: 'https://e.example' },
        { type: 'messageBack', title: 'Run', text: 'Run', value: undefined },
      ],
    });
  });

  test.each([undefined, null, 3, [], { body: 'x' }, { body: [null, 3, { type: 7 }] }, { actions: [{}] }])(
    'an unusable card is dropped and breaks nothing (%j)',
    (content) => {
      expect(adaptive(content)).toBeUndefined();
    },
  );

  test('an endlessly nested card is cut off', () => {
    const deep: { type: string; items: unknown[] } = { type: 'Container', items: [] };
    deep.items.push(deep, { type: 'TextBlock', text: 'x' });
    expect(adaptive({ body: [deep] })?.text).toContain('x');
  });
});
