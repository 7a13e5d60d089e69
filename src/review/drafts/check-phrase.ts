import type { Knowledge } from '#knowledge/knowledge.ts';
import { comparable } from '#knowledge/phrases.ts';
import { allTitles } from '#knowledge/titles.ts';
import type { MeasuredBy } from '../measured-by.ts';

/** Why a wording does not become a phrase. */
export type PhraseRefusal =
  /** The bot is measured with it. */
  | 'expected-answer'
  /** It is a phrase or a title already. */
  | 'known'
  /** It is a phrase or a title of something else. */
  | 'of-another'
  /** It is too long for anybody to write it like this again. */
  | 'too-long';

/** The longest phrase, in characters; longer questions are stories. */
const LONGEST = 300;

/** Turns a masked wording into a phrase: braces would be placeholders. */
export const asPhrase = (masked: string): string =>
  masked.replaceAll(/[{}]/g, '').replaceAll(/\s+/g, ' ').trim();

/** Creates the check for wordings that are to become phrases. */
export function createCheckPhrase(knowledge: Knowledge, measuredBy: MeasuredBy) {
  const known = new Map([
    ...allTitles(knowledge).map(({ text, intent }): [string, string] => [comparable(text), intent]),
    ...knowledge.phrases.map(({ text, intent }): [string, string] => [comparable(text), intent]),
  ]);
  /** @returns undefined if the wording may become a phrase of the intent */
  return (phrase: string, intent: string): PhraseRefusal | undefined => {
    if (measuredBy.has(phrase)) return 'expected-answer';
    const owner = known.get(comparable(phrase));
    if (owner !== undefined) return owner === intent ? 'known' : 'of-another';
    return phrase.length > LONGEST ? 'too-long' : undefined;
  };
}
