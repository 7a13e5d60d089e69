import { expect, test } from 'vitest';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { trainingTask } from '#training/load-classifier.ts';
import { trainInThreads } from '#training/train-in-threads.ts';
import { deserialise } from '#understanding/classifier/deserialise.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import type { Understand } from '#understanding/understand.ts';
import { loadAssets, loadShortAssets } from '../support/assets.ts';

/** Trains on some knowledge. */
async function trainedOn(knowledge: Knowledge): Promise<Understand> {
  const classifier = deserialise(await trainInThreads(trainingTask(knowledge)));
  if (classifier === undefined) throw new Error('The classifier cannot be read back.');
  return understandingFor(knowledge, classifier);
}

const readingsOf = (questions: readonly string[], understand: Understand): string[] =>
  questions.map((question) =>
    understand(question)
      .readings.map(({ intent, certainty }) => `${intent} ${certainty}`)
      .join(', '),
  );

test('a few more phrases do not change the readings of other questions', async () => {
  const { knowledge, understand } = await loadShortAssets();
  const { expected } = (await loadAssets()).knowledge;
  const questions = expected.questions.map(({ ask }) => ask);
  const phrases = ['can i hear songs with enshare', 'play mp3 files with enshare', 'enshare music player'];
  const more = {
    ...knowledge,
    phrases: [...knowledge.phrases, ...phrases.map((text) => ({ text, intent: 'enshare.cost' }))],
  };
  const before = readingsOf(questions, understand);
  const after = readingsOf(questions, await trainedOn(more));
  const changed = questions.filter((_question, at) => before[at] !== after[at]);
  expect(questions.length).toBeGreaterThan(200);
  expect(changed.length / questions.length).toBeLessThan(0.02);
});
