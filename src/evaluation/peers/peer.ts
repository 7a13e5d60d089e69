import type { Phrase } from '#knowledge/knowledge.ts';

/** A classifier's guess about an utterance. */
export interface Prediction {
  intent: string;
  /** Its own score for the intent, 0..1, whatever that score means. */
  score: number;
}

/** Another project's intent classifier, trained on the same phrases as ours. */
export interface Peer {
  name: string;
  /** How it rejects unknown utterances, according to its documentation. */
  rejection: string;
  /** The score below which its documentation says not to answer; 0 if it names none. */
  threshold: number;
  classify(utterance: string): Promise<Prediction>;
}

/** Trains a peer. */
export type TrainPeer = (phrases: readonly Phrase[]) => Promise<Peer>;
