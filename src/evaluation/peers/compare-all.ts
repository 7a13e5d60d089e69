import type { LabelledUtterance } from '../labelled-utterance.ts';
import type { Understand } from '#understanding/understand.ts';
import { trainBayes } from './bayes.ts';
import { type Classified, type Comparison, compare } from './compare.ts';
import { trainNlpjs } from './nlpjs.ts';
import type { Prediction, TrainPeer } from './peer.ts';
import type { PeerMaterial } from './training-set.ts';

const trainers: readonly { name: string; train: TrainPeer }[] = [
  { name: "natural's Bayes classifier", train: trainBayes },
  { name: 'nlp.js', train: trainNlpjs },
];

/** The external dependencies of a comparison. */
export interface CompareOptions {
  /** Milliseconds since any fixed moment. */
  now: () => number;
  onProgress: (what: string) => void;
}

/** Measures our understanding the way the peers are measured: by the intent of the first question, without dialogs. */
export async function compareOurs(
  understand: Understand,
  lines: readonly LabelledUtterance[],
  { now }: Pick<CompareOptions, 'now'>,
): Promise<Comparison> {
  const certainties = new Map<LabelledUtterance, boolean>();
  const classified = await classifyAll(
    lines,
    (line) => {
      const [{ intent, confidence, certainty }] = understand(line.text).readings;
      certainties.set(line, certainty === 'sure');
      return Promise.resolve({ intent, score: confidence });
    },
    now,
  );
  return compare(
    {
      name: 'This bot, by its understanding alone',
      rejection: 'calibrated confidence, boundaries of subject, and the out-of-scope phrases',
      trainingSeconds: undefined,
    },
    classified.map((one) => ({ ...one, answers: certainties.get(one.line) ?? false })),
  );
}

/** Trains every peer on the same phrases, and measures it on the same lines, masked the same way. */
export async function comparePeers(
  { phrases, mask }: PeerMaterial,
  lines: readonly LabelledUtterance[],
  { now, onProgress }: CompareOptions,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const { name, train } of trainers) {
    onProgress(`Training ${name} on ${phrases.length} phrases`);
    const before = now();
    const peer = await train(phrases);
    const trainingSeconds = (now() - before) / 1000;
    onProgress(`Trained ${name} in ${trainingSeconds.toFixed(1)} s`);
    const classified = await classifyAll(lines, (line) => peer.classify(mask(line.text)), now);
    comparisons.push(
      compare(
        { name: peer.name, rejection: peer.rejection, trainingSeconds },
        classified.map((one) => ({ ...one, answers: one.guess.score >= peer.threshold })),
      ),
    );
  }
  return comparisons;
}

async function classifyAll(
  lines: readonly LabelledUtterance[],
  classify: (line: LabelledUtterance) => Promise<Prediction>,
  now: () => number,
): Promise<Omit<Classified, 'answers'>[]> {
  const classified: Omit<Classified, 'answers'>[] = [];
  for (const line of lines) {
    const before = now();
    const guess = await classify(line);
    classified.push({ line, guess, milliseconds: now() - before });
  }
  return classified;
}
