import { describe, expect, test } from 'vitest';
import * as de from '#web/widget/strings/de.ts';
import * as en from '#web/widget/strings/en.ts';
import * as es from '#web/widget/strings/es.ts';
import { fill, loadStrings, plural } from '#web/widget/strings/strings.ts';
import * as zh from '#web/widget/strings/zh.ts';

const english: Record<string, string> = { ...en };
/** Texts that may be the same in every language, such as the name of a file. */
const same = new Set(['downloadName']);

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe.each([
  ['German', de],
  ['Spanish', es],
  ['Chinese', zh],
])('%s', (_language, module) => {
  const texts: Record<string, string> = { ...module };

  test('has every text and no others', () => {
    expect(Object.keys(texts).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  test.each(Object.keys(english))('translates %s, with the same placeholders', (key) => {
    expect(texts[key]?.trim()).not.toBe('');
    expect(placeholders(texts[key] ?? '')).toEqual(placeholders(english[key] ?? ''));
    expect(same.has(key) || texts[key] !== english[key]).toBe(true);
  });
});

test('screen readers and tests can rely on these names', () => {
  const { openChat, message, send, conversation, chatMenu } = en;
  expect([openChat, message, send, conversation, chatMenu]).toEqual([
    'Open chat',
    'Message',
    'Send',
    'Conversation',
    'Chat menu',
  ]);
});

test.each([
  ['de-AT', 'Senden'],
  ['zh-Hant', '发送'],
  ['es', 'Enviar'],
  ['fr', 'Send'],
  ['', 'Send'],
])('in the locale %j the button says %s', async (locale, send) => {
  expect((await loadStrings(locale)).send).toBe(send);
});

test("a site's own texts override ours; unknown keys are ignored", async () => {
  const strings = await loadStrings('fr', { send: 'Envoyer', hack: 'x' });
  expect(strings.send).toBe('Envoyer');
  expect(strings).not.toHaveProperty('hack');
});

test("numbers are filled in with the language's plural rule", async () => {
  expect(plural(await loadStrings('en'), 'en', 'waitMinutes', 1)).toBe('About 1 minute.');
  expect(plural(await loadStrings('de'), 'de', 'waitMinutes', 3)).toBe('Etwa 3 Minuten.');
  expect(plural(await loadStrings('en'), 'not a locale', 'waitMinutes', 2)).toBe('About 2 minutes.');
  expect(fill('{name} is typing, {name}', { name: 'Dana' })).toBe('Dana is typing, Dana');
});
