import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { knowledgeOf } from '#knowledge/load.ts';
import type { ClassifierParts } from '#studio/workbench/classifiers.ts';
import type { Sides } from '#studio/workbench/protocol.ts';
import { createServe } from '#studio/workbench/serve.ts';
import { classifierKey, loadClassifier } from '#training/load-classifier.ts';
import type { Classifier } from '#understanding/classifier/classification.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import { silent } from '../support/silent.ts';
import { published, withPhrase } from './small-documents.ts';

describe('a training for a publication', () => {
  let classifier: Classifier;
  beforeAll(async () => {
    const dataDir = await mkdtemp(join(inject('runFolder'), 'workbench-'));
    ({ classifier } = await loadClassifier(knowledgeOf(published), { dataDir, log: silent }));
  });
  const toPublish = withPhrase('greeting', 'ahoy');
  const sides: Sides = { published, draft: withPhrase('greeting', 'ahoy there') };

  /** The services, in this process. Looking for the classifier to be published waits until it is let go. */
  async function openServices({
    onProgress = () => {},
  }: { onProgress?: ClassifierParts['onProgress'] } = {}) {
    const [publishedKey, keptKey] = await Promise.all(
      [published, toPublish].map((documents) => classifierKey(knowledgeOf(documents))),
    );
    const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<void>();
    const serve = createServe({
      async find(key) {
        if (key === keptKey) await isLetGo;
        return key === publishedKey ? (classifier as TrainedClassifier) : undefined;
      },
      onProgress,
    });
    return { serve, letGo };
  }

  test('may interrupt that of a draft that is being tried, which becomes exact after all', async () => {
    const { serve, letGo } = await openServices();
    const training = serve('train', { documents: toPublish });
    await serve('prepare', { key: 'draft', sides, isExact: false });
    letGo();
    await training;
    // The server prepares the sides again whenever they are no longer held.
    const tries = async (): Promise<boolean> => {
      await serve('prepare', { key: 'draft', sides, isExact: false });
      return (await serve('chat', { key: 'draft', texts: [] })).isExact;
    };
    await expect.poll(tries).toBe(true);
  });

  test('is the one whose progress is reported, whatever else is trained at the same time', async () => {
    const reported: (number | undefined)[] = [];
    const { promise: isTraining, resolve: report } = Promise.withResolvers<void>();
    const { serve, letGo } = await openServices({
      onProgress(progress) {
        reported.push(progress?.done);
        report();
      },
    });
    letGo();
    const training = serve('train', { documents: toPublish });
    await isTraining;
    await Promise.all([training, serve('prepare', { key: 'draft', sides, isExact: true })]);
    const kept = reported.slice(0, reported.indexOf(undefined));
    expect(kept).toEqual(kept.map((_, at) => at + 1));
    expect(kept.length).toBeGreaterThan(1);
    expect(reported.at(-1)).toBeUndefined();
  });
});
