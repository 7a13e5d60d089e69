import { describe, expect, test } from 'vitest';
import { createPageSearch, type Entry } from '#web/support-page/find.ts';

const model = (title: string): Entry => ({
  kind: 'model',
  id: `model-${title}`,
  title,
  hint: 'Available Now',
  label: '',
  text: '',
});
const answer = (title: string, label: string, text: string): Entry => ({
  kind: 'answer',
  id: title,
  title,
  hint: text,
  label,
  text,
});
const find = createPageSearch([
  ...['EAP1300', 'EAP1300EXT', 'EAP150v2', 'ENS500EXT-AC', 'ESR900'].map(model),
  answer('Why is the SSID field greyed out on the ESR900?', 'Guest network', 'Enable two SSIDs first.'),
  answer('What does EnShare cost?', 'Price of EnShare', 'The service is free of charge.'),
  answer('How many cameras can I watch?', 'Number of cameras', 'Up to four, on one screen.'),
]);
const titles = (text: string): string[] => find(text).map(({ title }) => title);

describe('the search of the support page', () => {
  test.each(['EAP1300', 'eap 1300', 'eap-1300', 'is the eap1300 patched?'])(
    'puts the named model first: %s',
    (text) => {
      expect(titles(text)[0]).toBe('EAP1300');
    },
  );

  test('finds models by the beginning of their name, and by their number', () => {
    expect(titles('eap13')).toEqual(['EAP1300', 'EAP1300EXT']);
    expect(titles('500')).toEqual(['ENS500EXT-AC']);
  });

  test('finds models and answers together, the named model first', () => {
    expect(titles('esr900')).toEqual(['ESR900', 'Why is the SSID field greyed out on the ESR900?']);
  });

  test('finds an answer by its title, by its label and by its text', () => {
    expect(titles('greyed out')).toEqual(['Why is the SSID field greyed out on the ESR900?']);
    expect(titles('guest network')).toEqual(['Why is the SSID field greyed out on the ESR900?']);
    expect(titles('free of charge')).toEqual(['What does EnShare cost?']);
  });

  test('tolerates a wrong letter', () => {
    expect(titles('camras')).toEqual(['How many cameras can I watch?']);
    expect(titles('esr9o0')[0]).toBe('ESR900');
  });

  test.each(['', ' ', 'e', '?!', 'what is it for', 'refund'])('finds nothing for %j', (text) => {
    expect(titles(text)).toEqual([]);
  });

  test('gives at most eight results', () => {
    const many = createPageSearch(Array.from({ length: 20 }, (_, at) => model(`EAP${100 + at}`)));
    expect(many('eap1')).toHaveLength(8);
  });
});
