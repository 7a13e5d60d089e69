import porterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { cutText, endOfText } from '#text/cut-text.ts';
import { memoised } from './memo.ts';

/**
 * The one word that stands for any model name, in phrases (written `{model}`) and in utterances: which of sixty models
 * is named says nothing about the question.
 */
export const MODEL_TOKEN = 'modelname';

/** No word is longer than this; the beginning of a longer run of letters is enough to distinguish it. */
const LONGEST_WORD = 24;
/** Longer utterances keep their beginning and end: the question is in one of the two. */
const LONGEST_TEXT = 6_000;
const MAX_TOKENS = 160;

/** Contractions in full. The possessive `'s` is dropped because it says nothing about the intent. */
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bwon't\b/g, 'will not'],
  [/\bcan't\b|\bcannot\b|\bcant\b/g, 'can not'],
  [/\bshan't\b/g, 'shall not'],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could|should|must|need)n'?t\b/g, '$1 not'],
  [/\blet's\b/g, 'let us'],
  [/\b(what|who|where|when|why|how|that|there|here|it|he|she)'s\b/g, '$1 is'],
  [/\b(what|who|where|how|that)s\b/g, '$1 is'],
  [/'s\b/g, ''],
  [/\bu\b/g, 'you'],
  [/\br\b/g, 'are'],
  [/\bi'?m\b/g, 'i am'],
  [/\bive\b/g, 'i have'],
  [/'re\b/g, ' are'],
  [/'ve\b/g, ' have'],
  [/'ll\b/g, ' will'],
  [/'d\b/g, ' would'],
];

/** A text without an apostrophe and without any of these contains no contraction. */
const BARE_CONTRACTION =
  /\b(?:cant|cannot|(?:do|does|did|is|are|was|were|has|have|had|would|could|should|must|need)nt|(?:what|who|where|how|that)s|im|ive|u|r)\b/;

const PLAIN = /^[\0-\x7f]*$/;
const ACCENTS = /\p{Mn}/gu;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g;

/** Lower-cases a text, unifies compatibility forms, strips accents and expands contractions ("What's" → "what is"). */
export function normalise(text: string): string {
  const letters = PLAIN.test(text) ? text : text.normalize('NFKD').replace(ACCENTS, '');
  let normal = letters.toLowerCase().replace(APOSTROPHES, "'");
  if (!normal.includes("'") && !BARE_CONTRACTION.test(normal)) return normal;
  for (const [contraction, full] of CONTRACTIONS) normal = normal.replace(contraction, full);
  return normal;
}

const WORDS = /[a-z0-9]+/g;

/**
 * The words of a text: runs of Latin letters and digits, normalised, in order. Empty if there are none (emoji,
 * punctuation, other scripts). Of a very long text, only the words at its beginning and end.
 */
export function tokens(text: string): string[] {
  const half = LONGEST_TEXT / 2;
  const bounded = text.length > LONGEST_TEXT ? `${cutText(text, half)} ${endOfText(text, half)}` : text;
  const all = (normalise(bounded).match(WORDS) ?? []).map((word) => word.slice(0, LONGEST_WORD));
  if (all.length <= MAX_TOKENS) return all;
  return [...all.slice(0, MAX_TOKENS / 2), ...all.slice(-MAX_TOKENS / 2)];
}

/** The Porter stem of one normalised word. */
export const stem: (token: string) => string = memoised((token) => porterStemmer.stem(token));

/** The Porter stems of a text's words, in order, stop words included. */
export function stems(text: string): string[] {
  return tokens(text).map(stem);
}
