import { beforeAll, expect, test } from 'vitest';
import { createSuggestions, type SuggestQuestions } from '#site/questions.ts';
import { loadAssets } from '../support/assets.ts';
import { cameraLimit, loadTranslated } from '../support/translated-knowledge.ts';

let suggest: SuggestQuestions;

beforeAll(async () => {
  suggest = createSuggestions((await loadAssets()).knowledge);
});

test.each([
  ['guest net', 'Why is the SSID field greyed out when I set up a guest network on the ESR900?'],
  ['greyed ssid', 'Why is the SSID field greyed out when I set up a guest network on the ESR900?'],
  ['ssid gray', 'Why is the SSID field greyed out when I set up a guest network on the ESR900?'],
  ['share snapshot', 'Can I share a snapshot from the EnViewer app?'],
  ['snapshto', 'Can I share a snapshot from the EnViewer app?'],
  ['what is krac', 'What is KRACK and what happened?'],
  ['patch my model', 'Is there a KRACK patch for my model?'],
  ['routers enviewer', 'Which routers work with EnViewer?'],
  ['wpa2 work', 'How does WPA2 security work?'],
  ['enshare cost', 'Does EnShare cost anything?'],
  ['eap1300', 'Is the EAP1300 patched?'],
  ['is my enstation5-ac', 'Is the EnStation5-AC patched?'],
])('a customer who types %j is offered %j', (text, question) => {
  expect(suggest(text).slice(0, 3)).toContain(question);
});

test.each(['', 'a', 'asdfgh', 'qqqq wwww', '   ', '???', 'is it the'])(
  'a customer who types %j is offered nothing',
  (text) => {
    expect(suggest(text)).toEqual([]);
  },
);

test('at most five questions are offered, each once', () => {
  const found = suggest('enviewer');
  expect(found.length).toBeLessThanOrEqual(5);
  expect(new Set(found).size).toBe(found.length);
});

test.each([
  ['a single long word', 'x'.repeat(5000)],
  ['a text of very many words', Array.from({ length: 2000 }, (_, n) => `network${n}`).join(' ')],
  ['characters that expand to many', '\ufdfa'.repeat(500)],
  ['the same model over and over', 'eap1300 '.repeat(500)],
])('only the beginning of %s is read', (_what, text) => {
  expect(suggest(text)).toEqual(suggest(text.slice(0, 200)));
});

test('words after the first eight do not count', () => {
  const question = 'Can I share a snapshot from the EnViewer app?';
  const words = 'share snapshot enviewer app share snapshot from the can i';
  expect(suggest(words)[0]).toBe(question);
  expect(suggest(`${words} q1 q2 q3 q4 q5 q6 q7 q8 q9`)).toEqual(suggest(words));
});

test('questions that are translated are offered in the language of the client, found by words of both', async () => {
  const { knowledge } = await loadTranslated({ answers: { 'enviewer.camera-limit': { es: cameraLimit } } });
  const ask = createSuggestions(knowledge);
  const english = 'How many cameras can I add to EnViewer and watch at once?';
  for (const typed of ['cuántas cámaras', 'cuantas cam', 'how many cameras'])
    expect(ask(typed, 'es-MX'), typed).toContain(cameraLimit.question);
  expect(ask('how many cameras', 'es')).not.toContain(english);
  expect(ask('how many cameras', 'fr')).toContain(english);
  expect(ask('enshare cost', 'es')).toContain('Does EnShare cost anything?');
});
