import { expect, test } from 'vitest';
import { checkSettings, fromAttributes, resolve } from '#web/widget/loader/settings.ts';
import { titleWith } from '#web/widget/loader/unread-title.ts';

const page = { lang: 'en', dir: 'ltr', browser: 'de-DE' };

test("the script's attributes are settings; the page's other attributes are ignored", () => {
  const given = fromAttributes({ title: 'Ask us', color: '#0a7d4b', open: '', consent: 'yes' });
  const warnings: string[] = [];
  expect(checkSettings(given, (text) => warnings.push(text))).toEqual({
    title: 'Ask us',
    color: '#0a7d4b',
    open: true,
  });
  expect(warnings).toEqual([]);
});

test.each([
  ['position', 'left', 'start or end'],
  ['color', 'green', 'a hex colour such as #0a7d4b'],
  ['theme', 'pink', 'auto, light or dark'],
  ['open', 'perhaps', 'true or false'],
  ['strings', 'none', 'an object of texts'],
])('a %s of %j is ignored, and the developer is told what would be valid', (key, value, usable) => {
  const warnings: string[] = [];
  expect(checkSettings({ [key]: value }, (text) => warnings.push(text))).toEqual({});
  expect(warnings).toEqual([`Support chat: "${key}" must be ${usable}.`]);
});

test.each([
  [{}, page, { locale: 'en', dir: 'ltr' }],
  [{}, { ...page, lang: '' }, { locale: 'de-DE', dir: 'ltr' }],
  [{}, { ...page, lang: 'ar' }, { locale: 'ar', dir: 'rtl' }],
  [{}, { ...page, dir: 'rtl' }, { locale: 'en', dir: 'rtl' }],
  [{ locale: 'he' }, page, { locale: 'he', dir: 'rtl' }],
  [{ locale: 'es', dir: 'rtl' as const }, page, { locale: 'es', dir: 'rtl' }],
  [{ locale: 'de' }, { ...page, dir: 'rtl' }, { locale: 'de', dir: 'ltr' }],
])('with %j on a page of %j the widget is %j', (settings, around, expected) => {
  expect(resolve(settings, around)).toMatchObject({ ...expected, position: 'end', theme: 'auto' });
});

test("the tab's title counts new messages, even if the page changes the title in the meantime", () => {
  expect(titleWith('Shop', 2)).toBe('(2) Shop');
  expect(titleWith('(2) Shop', 3)).toBe('(3) Shop');
  expect(titleWith('(3) Cart', 0)).toBe('Cart');
});
