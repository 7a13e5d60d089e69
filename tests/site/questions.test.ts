import { beforeAll, expect, test } from 'vitest';
import { createSuggestions, type SuggestQuestions } from '../../src/site/questions.ts';
import { loadAssets } from '../support/assets.ts';

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
])('who writes %j is offered %j', (text, question) => {
  expect(suggest(text).slice(0, 3)).toContain(question);
});

test.each(['', 'a', 'asdfgh', 'qqqq wwww', '   ', '???', 'is it the'])(
  'who writes %j is offered nothing',
  (text) => {
    expect(suggest(text)).toEqual([]);
  },
);

test('at most five are offered, each once', () => {
  const found = suggest('enviewer');
  expect(found.length).toBeLessThanOrEqual(5);
  expect(new Set(found).size).toBe(found.length);
});
