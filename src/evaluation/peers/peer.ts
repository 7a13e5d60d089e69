import type { Phrase } from '#knowledge/knowledge.ts';

/** What a classifier makes of an utterance. */
export interface Guess {
  intent: string;
  /** Its own score for the intent, 0..1, whatever it means by it. */
  score: number;
}

/** Another project's intent classifier, trained on the same phrases as ours. */
export interface Peer {
  name: string;
  /** How it tells that an utterance is none it knows, by its own documentation. */
  rejection: string;
  /** The score below which its documentation says not to answer; 0 where it has no such thing. */
  threshold: number;
  classify(utterance: string): Promise<Guess>;
}

/** Trains a peer. `onProgress` is told what goes on while it takes long. */
export type TrainPeer = (phrases: readonly Phrase[]) => Promise<Peer>;
