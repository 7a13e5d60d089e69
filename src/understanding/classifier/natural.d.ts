/**
 * The parts of natural that we import by path. We never import its root module, which loads storage drivers and WordNet
 * along with the stemmer.
 */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(token: string): string };
  export default stemmer;
}

declare module 'natural/lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json' {
  /** English words with their possible parts of speech. */
  const lexicon: Record<string, string[]>;
  export default lexicon;
}
