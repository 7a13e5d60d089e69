import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type CacheFile, cachePath, hashOfCode, readCacheFile, writeCacheFile } from '#cache-files.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { lazy } from '#lazy.ts';
import type { Classifier } from '#understanding/classifier/classification.ts';
import { trainingPhrases, trainingVocabulary } from '#understanding/from-knowledge.ts';
import type { TrainingTask } from '#understanding/classifier/train.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import { inSlices } from '#time/in-slices.ts';
import { deserialising } from '#understanding/classifier/deserialise.ts';
import { trainInThreads } from './train-in-threads.ts';

/** Training is repeatable: the same knowledge always produces the same classifier. */
export const seed = 20_171_021;
/** The code that training depends on. */
const recipeDir = fileURLToPath(new URL('../understanding', import.meta.url));

/** Classifiers that all servers share. */
export interface SharedClassifiers {
  has(key: string): Promise<boolean>;
  read(key: string): Promise<Uint8Array | undefined>;
  /** Replaces an existing one. */
  write(key: string, bytes: Uint8Array): Promise<void>;
}

/** Where the cache is, and where progress and problems are reported. */
export interface LoadOptions {
  dataDir: string;
  /** Asked if the cache on this machine lacks the classifier; if they lack it too, they get it after the training. */
  shared?: SharedClassifiers;
  log: Logger;
  /** Called after each training step: steps done, total steps, and what was done. */
  onProgress?: (done: number, total: number, what: string) => void;
  /** `trainInThreads`, unless it is given. */
  train?: Train;
}

/** Trains, and returns the serialised classifier. */
type Train = (task: TrainingTask, options: Required<Pick<LoadOptions, 'onProgress'>>) => Promise<Uint8Array>;

/**
 * Loads the classifier for the knowledge from the cache, or from those that the servers share, if it was trained on
 * exactly this knowledge; otherwise trains it and stores it in both. A broken or outdated cache is ignored and rebuilt.
 * If the cache cannot be written, this only logs a warning.
 * @throws the error of `shared`
 */
export async function loadClassifier(
  knowledge: Knowledge,
  { dataDir, shared, log, onProgress = () => {}, train = trainInThreads }: LoadOptions,
): Promise<{ classifier: Classifier; trained: boolean }> {
  const key = await classifierKey(knowledge);
  const file = cacheFile(dataDir, key);
  const cached = await readCache(dataDir, key, log);
  if (cached !== undefined) {
    if ((await shared?.has(key)) === false) await shared?.write(key, cached.bytes);
    return { classifier: cached.classifier, trained: false };
  }

  const given = await shared?.read(key);
  const fromOthers = given && (await inSlices(deserialising(given)));
  if (given !== undefined && fromOthers !== undefined) {
    await writeCache(file, given, log);
    return { classifier: fromOthers, trained: false };
  }
  const bytes = await train(trainingTask(knowledge), { onProgress });
  const classifier = await inSlices(deserialising(bytes));
  if (classifier === undefined) throw new Error('The newly trained classifier cannot be read back.');
  await shared?.write(key, bytes);
  await writeCache(file, bytes, log);
  return { classifier, trained: true };
}

/** What the classifier for this knowledge learns from; another seed gives another classifier for the same knowledge. */
export const trainingTask = (knowledge: Knowledge, ownSeed = seed): TrainingTask => ({
  phrases: trainingPhrases(knowledge),
  vocabulary: trainingVocabulary(knowledge),
  seed: ownSeed,
});

/** Identifies the classifier for this knowledge: everything that it is trained on, and the code that trains it. */
export const classifierKey = async (knowledge: Knowledge): Promise<string> =>
  createHash('sha256')
    .update(`${await recipe()} ${seed} ${knowledge.hash}`)
    .digest('hex')
    .slice(0, 32);

/** The code does not change while it runs. */
const recipe = lazy(() => hashOfCode([recipeDir]));

const cacheFile = (dataDir: string, key: string): CacheFile => ({ dataDir, prefix: 'classifier-', key });

/** Reads a classifier from the cache on this machine; undefined if it is missing or broken. */
export async function readCache(
  dataDir: string,
  key: string,
  log: Logger,
): Promise<{ classifier: TrainedClassifier; bytes: Uint8Array } | undefined> {
  const file = cacheFile(dataDir, key);
  try {
    const bytes = await readCacheFile(file);
    const classifier = bytes && (await inSlices(deserialising(bytes)));
    if (bytes === undefined) return undefined;
    if (classifier === undefined)
      log.warn({ file: cachePath(file) }, 'the cached classifier is broken; training it again');
    return classifier && { classifier, bytes };
  } catch (error) {
    log.warn(
      { err: error, file: cachePath(file) },
      'could not read the cached classifier; training it again',
    );
    return undefined;
  }
}

/** Also removes the caches of older knowledge. */
async function writeCache(file: CacheFile, bytes: Uint8Array, log: Logger): Promise<void> {
  try {
    await writeCacheFile(file, bytes);
  } catch (error) {
    log.warn(
      { err: error, file: cachePath(file) },
      'could not cache the classifier; training it again at the next start',
    );
  }
}
