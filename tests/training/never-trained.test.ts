import { expect, test } from 'vitest';
import { loadDocuments } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import { comparable } from '#knowledge/phrases.ts';
import { classifierKey, trainingTask } from '#training/load-classifier.ts';
import { knowledgeDir } from '../support/classifier-cache.ts';

test('expected answers are stored with the knowledge, but nothing is learned from them', async () => {
  const documents = await loadDocuments(knowledgeDir);
  const others = new Map([...documents].filter(([path]) => !path.startsWith('expected/')));
  const [knowledge, without] = [knowledgeOf(documents), knowledgeOf(others)];
  expect(knowledge.expected.questions.length).toBeGreaterThan(300);
  expect(trainingTask(knowledge)).toEqual(trainingTask(without));
  expect(await classifierKey(knowledge)).toBe(await classifierKey(without));
  const learned = new Set(trainingTask(knowledge).phrases.map(({ text }) => comparable(text)));
  expect(knowledge.expected.questions.filter(({ ask }) => learned.has(comparable(ask)))).toEqual([]);
});
