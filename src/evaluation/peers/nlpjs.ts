import type { Phrase } from '#knowledge/knowledge.ts';
import { seededRandom, shuffledPlaces } from '#understanding/classifier/random.ts';
import { OUT_OF_SCOPE } from '../labelled-utterance.ts';
import type { Peer } from './peer.ts';

/** Below this score nlp.js itself answers "None". */
const threshold = 0.5;
const shuffleSeed = 7;

/** Trains nlp.js in memory as its documentation shows, without logging or writing files. */
export async function trainNlpjs(phrases: readonly Phrase[]): Promise<Peer> {
  // Imported here because it is a development dependency that only the peers need.
  const { containerBootstrap, LangEn, Nlp } = await import('@nlpjs/basic');
  const container = containerBootstrap();
  container.use(LangEn);
  const nlp = new Nlp({
    container,
    languages: ['en'],
    autoSave: false,
    autoLoad: false,
    nlu: { log: false },
  });
  nlp.addLanguage('en');
  // It learns in the given order: phrases grouped by intent would cost it a third of its accuracy.
  for (const at of shuffledPlaces(Uint32Array.from(phrases.keys()), seededRandom(shuffleSeed))) {
    const phrase = phrases[at];
    if (phrase !== undefined) nlp.addDocument('en', phrase.text, phrase.intent);
  }
  await nlp.train();
  return {
    name: 'nlp.js 4.27',
    rejection: `its own "None" (a score below ${threshold}), and the out-of-scope phrases as one more intent`,
    threshold,
    classify: async (utterance) => {
      // Its own intent is "None" below the threshold; its likeliest one counts as its first guess.
      const [best] = (await nlp.process('en', utterance)).classifications;
      if (best === undefined) return { intent: OUT_OF_SCOPE, score: 0 };
      return { intent: best.intent === 'None' ? OUT_OF_SCOPE : best.intent, score: best.score };
    },
  };
}
