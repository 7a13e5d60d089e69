/**
 * The parts of natural that we import by path. Its root module is never imported: that loads storage drivers
 * and WordNet along with the stemmer.
 */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(token: string): string };
  export default stemmer;
}

declare module 'natural/lib/natural/tokenizers/regexp_tokenizer.js' {
  export class RegexpTokenizer {
    constructor(options: { pattern: RegExp; gaps: boolean });
    /** With `gaps: false`: what the pattern matches, or null where it matches nothing. */
    tokenize(text: string): string[] | null;
  }
}

declare module 'natural/lib/natural/brill_pos_tagger/data/English/lexicon_from_posjs.json' {
  /** English words with the parts of speech they can be. */
  const lexicon: Record<string, string[]>;
  export default lexicon;
}
