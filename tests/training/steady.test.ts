import { expect, inject, test } from 'vitest';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { loadKnowledge } from '#knowledge/load.ts';
import { trainingTask } from '#training/load-classifier.ts';
import { trainInThreads } from '#training/train-in-threads.ts';
import { deserialise } from '#understanding/classifier/deserialise.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import { loadAssets } from '../support/assets.ts';

/** How the bot reads questions after training on some knowledge. */
async function readingsOf(knowledge: Knowledge, questions: readonly string[]): Promise<string[]> {
  const classifier = deserialise(await trainInThreads(trainingTask(knowledge)));
  if (classifier === undefined) throw new Error('The classifier cannot be read back.');
  const understand = understandingFor(knowledge, classifier);
  return questions.map((question) =>
    understand(question)
      .readings.map(({ intent, certainty }) => `${intent} ${certainty}`)
      .join(', '),
  );
}

test('a few more phrases do not change the readings of other questions', async () => {
  const knowledge = await loadKnowledge(inject('shortKnowledge'));
  const { expected } = (await loadAssets()).knowledge;
  const questions = expected.questions.map(({ ask }) => ask);
  const phrases = ['can i hear songs with enshare', 'play mp3 files with enshare', 'enshare music player'];
  const more = {
    ...knowledge,
    phrases: [...knowledge.phrases, ...phrases.map((text) => ({ text, intent: 'enshare.cost' }))],
  };
  const before = await readingsOf(knowledge, questions);
  const after = await readingsOf(more, questions);
  const changed = questions.filter((_question, at) => before[at] !== after[at]);
  expect(questions.length).toBeGreaterThan(200);
  expect(changed.length / questions.length).toBeLessThan(0.02);
});
