import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { eld } from 'eld/extrasmall';
import { isEnglish } from './classifier/english.ts';
import { namesSource } from './names.ts';

/** Names of devices and technologies look the same in every language and mislead the guess. */
const alike = String.raw`\b(?:engenius|wi-?fi|wlan|wpa\d?|router|app|[a-z]*\d[\w.-]*)\b`;
const acronyms = /\b[A-Z]{2,}(?:-[A-Z]+)*\b/g;
const letters = /[\p{L}\p{M}]+/gu;
const latin = /^[\p{Script=Latin}\p{M}]+$/u;

/** Acronyms belong to no language. */
const isWord = (word: string): boolean => word.length > 1 && /[aeiouy]/.test(word.normalize('NFD'));

/** With more English words than this, a message is certainly English. */
const mostEnglish = 0.7;
/** How much likelier than English a language must be: mistaking English for another language is the worse error. */
const leastLead = 0.1;
/** The same if most words are English too ("Der EWS360AP, ist der gepatcht?"). */
const leastLeadOfMixed = 0.4;
/** Two words without a foreign letter say little, so they must fit the language well. */
const leastScoreOfTwo = 0.75;
/** How many characters are enough to show the language of any message. */
const ENOUGH = 300;
const shortEnglish = new Set(
  'a i is it my on to do of in at we be if so or by an as he me no up us go am'.split(' '),
);

type Identifier = typeof eld;
let loaded: Identifier | undefined;

/** Loads the identifier on first use, because its table takes 80 MB; that message waits a sixth of a second for it. */
const identifier = (): Identifier => (loaded ??= load());

function load(): Identifier {
  const require = createRequire(import.meta.url);
  return (require(fileURLToPath(import.meta.resolve('eld/extrasmall'))) as { eld: Identifier }).eld;
}

/**
 * Returns an ISO 639-1 code, never `en`; undefined for English, and if there is too little evidence of another
 * language.
 */
export type ForeignLanguage = (text: string) => string | undefined;

/**
 * Builds the guesser for messages that are not plainly English. A guess takes some hundredths of a millisecond, so use
 * it only for messages that were not understood.
 * @param ownNames names of apps, models and advisories, which belong to no language
 */
export function createForeignLanguage(ownNames: readonly string[]): ForeignLanguage {
  const names = new RegExp(`${alike}|${namesSource(ownNames)}`, 'gi');
  return (utterance) => foreignLanguage(utterance.slice(0, ENOUGH), names);
}

function foreignLanguage(text: string, names: RegExp): string | undefined {
  const isShouted = text === text.toUpperCase();
  const rest = (isShouted ? text.toLowerCase() : text.replaceAll(acronyms, ' ')).replaceAll(names, ' ');
  const words = (rest.toLowerCase().match(letters) ?? []).filter((word) => !latin.test(word) || isWord(word));
  if (words.length === 0) return undefined;
  const isLatin = words.every((word) => latin.test(word));
  const english = words.filter((word) => (word.length < 3 ? shortEnglish.has(word) : isEnglish(word)));
  if (isLatin && (words.length < 2 || english.length === words.length)) return undefined;
  const { language, getScores, isReliable } = identifier().detect(rest);
  if (language === '' || language === 'en') return undefined;
  if (!isLatin) return language;
  const { [language]: score = 0, en = 0 } = getScores();
  const isLongEnough = words.length > 2 || words.some((word) => /[^a-z]/.test(word));
  const lead = english.length / words.length > mostEnglish ? leastLeadOfMixed : leastLead;
  const isAhead = score - en >= lead && (isLongEnough || score >= leastScoreOfTwo);
  return isAhead && isReliable() ? language : undefined;
}
