import type { Knowledge, Phrase } from '#knowledge/knowledge.ts';
import { phraseMask } from '#understanding/from-knowledge.ts';
import { MODEL_TOKEN } from '#understanding/classifier/text.ts';

/** What the peers get: the phrases that our classifier is trained on, and how to mask an utterance. */
export interface PeerMaterial {
  phrases: Phrase[];
  /** Masks models and apps just as for our classifier. */
  mask: (utterance: string) => string;
}

/**
 * Collects the phrases of all intents, including out of scope, with model and app names masked as for our classifier.
 */
export function peerMaterial(knowledge: Knowledge): PeerMaterial {
  const mask = phraseMask(knowledge);
  const phrases = knowledge.phrases.map(({ text, intent }) => ({
    text: mask(text.replaceAll('{model}', MODEL_TOKEN)),
    intent,
  }));
  return { phrases, mask };
}
