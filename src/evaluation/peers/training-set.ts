import type { Knowledge, Phrase } from '#knowledge/knowledge.ts';
import { phraseMask } from '#understanding/from-knowledge.ts';
import { MODEL_TOKEN } from '#understanding/classifier/text.ts';

/** What the peers are given: the phrases that our classifier learns, and how an utterance is put to them. */
export interface PeerMaterial {
  phrases: Phrase[];
  /** Models and apps masked just as for our classifier. */
  mask: (utterance: string) => string;
}

/** The phrases of all intents, out of scope among them, with model and app names masked as ours are. */
export function peerMaterial(knowledge: Knowledge): PeerMaterial {
  const mask = phraseMask(knowledge);
  const phrases = knowledge.phrases.map(({ text, intent }) => ({
    text: mask(text.replaceAll('{model}', MODEL_TOKEN)),
    intent,
  }));
  return { phrases, mask };
}
