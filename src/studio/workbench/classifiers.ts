import type { Knowledge } from '#knowledge/knowledge.ts';
import { classifierKey, seed, trainingTask } from '#training/load-classifier.ts';
import { fitInThread, trainInThreads } from '#training/train-in-threads.ts';
import { deserialise } from '#understanding/classifier/deserialise.ts';
import { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import type { TrainingProgress } from './protocol.ts';
import { WorkbenchError } from './workbench-error.ts';

/** A classifier that may still be in training. */
export interface Training {
  key: string;
  /** Resolves as soon as it can read: fitted, with the confidence of the previous one. */
  quick: Promise<TrainedClassifier>;
  /** Resolves to the classifier as it will be published. @throws {WorkbenchError} Superseded */
  exact: Promise<TrainedClassifier>;
  isExact: boolean;
}

export interface ClassifierParts {
  /** Finds a classifier that was trained before, on this machine or another. */
  find: (key: string) => Promise<TrainedClassifier | undefined>;
  onProgress: (progress: TrainingProgress | undefined) => void;
}

interface Running {
  training: Training;
  abort: AbortController;
  /** It is to be published, so its training continues whatever else is to be trained. */
  isKept: boolean;
}

/** A classifier that is to be published. */
export interface KeptClassifier {
  key: string;
  classifier: TrainedClassifier;
  /** How long its training took; undefined if it was trained before. */
  tookMs: number | undefined;
}

/** Two are in use; the third is that of the draft a moment ago. */
const MAX_KNOWN = 3;
const MAX_OTHERS = 2;
const OTHER_SEED = seed + 1;

/** Reads back what a thread of this process has produced. */
function readBack(bytes: Uint8Array): TrainedClassifier {
  const classifier = deserialise(bytes);
  if (classifier === undefined) throw new Error('The newly trained classifier cannot be read back.');
  return classifier;
}

/**
 * The classifiers of the workbench: it caches the last few, and trains one at a time, besides those that are to be
 * published.
 */
export class Classifiers {
  readonly #parts: ClassifierParts;
  readonly #known = new Map<string, TrainedClassifier>();
  readonly #others = new Map<string, Promise<TrainedClassifier>>();
  readonly #tookMs = new Map<string, number>();
  /** In the order in which they began; at most one is not kept. */
  #running: readonly Running[] = [];

  constructor(parts: ClassifierParts) {
    this.#parts = parts;
  }

  /**
   * Gets the classifier for the given knowledge. A training for other knowledge is abandoned.
   * @param like determines its confidence until it is trained; without it, `quick` waits for the training
   */
  async of(knowledge: Knowledge, like?: TrainedClassifier): Promise<Training> {
    const key = await classifierKey(knowledge);
    const known = this.#known.get(key) ?? (await this.#parts.find(key));
    if (known !== undefined) {
      this.#remember(key, known);
      const ready = Promise.resolve(known);
      return { key, quick: ready, exact: ready, isExact: true };
    }
    return this.#runningFor(key)?.training ?? this.#train(key, knowledge, like);
  }

  /** Gets the classifier for knowledge that is to be published. Nothing interrupts its training. */
  async kept(knowledge: Knowledge): Promise<KeptClassifier> {
    const { key, exact } = await this.of(knowledge);
    const running = this.#runningFor(key);
    if (running !== undefined) running.isKept = true;
    const classifier = await exact;
    return { key, classifier, tookMs: this.#tookMs.get(key) };
  }

  /** One of the most recently used classifiers. */
  known(key: string): TrainedClassifier | undefined {
    return this.#known.get(key);
  }

  /**
   * Fits another classifier for the same knowledge, with another seed: the two differ on borderline questions.
   * @param like determines its confidence
   */
  async other(
    knowledge: Knowledge,
    { key, like }: { key: string; like: TrainedClassifier },
  ): Promise<TrainedClassifier> {
    const fitting = this.#others.get(key) ?? this.#fitOther(key, knowledge, like);
    // The most recently used one goes last: the draft of a moment ago is dropped before the published release.
    this.#others.delete(key);
    this.#others.set(key, fitting);
    const { calibrator, thresholds } = like.parts;
    return new TrainedClassifier({ ...(await fitting).parts, calibrator, thresholds });
  }

  #fitOther(key: string, knowledge: Knowledge, like: TrainedClassifier): Promise<TrainedClassifier> {
    const fitting = fitInThread(trainingTask(knowledge, OTHER_SEED), like.parts).then(readBack);
    this.#others.set(key, fitting);
    fitting.catch(() => this.#others.delete(key));
    forgetOldest(this.#others, MAX_OTHERS);
    return fitting;
  }

  #train(key: string, knowledge: Knowledge, like: TrainedClassifier | undefined): Training {
    const superseded = this.#running.find(({ isKept }) => !isKept);
    superseded?.abort.abort(new WorkbenchError('Superseded'));
    this.#end(superseded);
    const began = performance.now();
    const abort = new AbortController();
    const { promise: quick, resolve, reject } = Promise.withResolvers<TrainedClassifier>();
    const trained = trainInThreads(trainingTask(knowledge), {
      ...(like === undefined ? {} : { like: like.parts }),
      onFitted: (bytes) => resolve(readBack(bytes)),
      onProgress: (done, total) => {
        if (this.#shown === running) this.#parts.onProgress({ done, total });
      },
      signal: abort.signal,
    });
    const exact = trained.then(readBack);
    const training: Training = { key, quick, exact, isExact: false };
    const running: Running = { training, abort, isKept: false };
    this.#running = [...this.#running, running];
    exact
      .then((classifier) => {
        training.isExact = true;
        this.#tookMs.set(key, Math.round(performance.now() - began));
        this.#remember(key, classifier);
        resolve(classifier);
      }, reject)
      .finally(() => this.#end(running));
    // Callers that await one of them learn of the failure there.
    quick.catch(() => undefined);
    return training;
  }

  #runningFor(key: string): Running | undefined {
    return this.#running.find(({ training }) => training.key === key);
  }

  /** The training whose progress is reported: people wait for the one that is to be published. */
  get #shown(): Running | undefined {
    return this.#running.find(({ isKept }) => isKept) ?? this.#running[0];
  }

  #end(ended: Running | undefined): void {
    if (ended === undefined || !this.#running.includes(ended)) return;
    if (this.#shown === ended) this.#parts.onProgress(undefined);
    this.#running = this.#running.filter((running) => running !== ended);
  }

  #remember(key: string, classifier: TrainedClassifier): void {
    this.#known.delete(key);
    this.#known.set(key, classifier);
    forgetOldest(this.#known, MAX_KNOWN);
  }
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
