import type { Knowledge } from '#knowledge/knowledge.ts';
import { commandIntents } from '#understanding/intents.ts';
import { freshFocus } from './conversation.ts';
import { pointsBack } from '#understanding/context.ts';
import { speaksOfPatch } from '#understanding/subjects.ts';
import type { Turn } from './turn.ts';

/** What a message about the steps asks for: those of a band, what a word means, where it is done, or why; or that they did not help. */
export type AskedOfSteps =
  | { kind: 'band'; id: '2-4-ghz' | '5-ghz' | 'both' }
  | { kind: 'term'; word: string }
  | { kind: 'where' }
  | { kind: 'why' }
  | { kind: 'failed' };

const band24 = /\b2[.,]4\b|\b2[.,]?4\s*g|\btwo point four\b/i;
const band5 = /\b5\s*g|\b5\b(?![.,]\d)|\bfive\b/i;
/** "Not the 5 GHz one" names what is not wanted: better asked again than mistaken. */
const refuses = /\b(not|don'?t|without|except)\b/i;
const bothBands = /\b(both|either|each|all)\b/i;

/** The band a customer names, by the id of the variant; undefined where none is named. */
export function bandIn(text: string): '2-4-ghz' | '5-ghz' | 'both' | undefined {
  if (refuses.test(text)) return undefined;
  const [low, high] = [band24.test(text), band5.test(text)];
  if (bothBands.test(text) || (low && high)) return 'both';
  if (low) return '2-4-ghz';
  return high ? '5-ghz' : undefined;
}

const asksMeaning =
  /\b(?:what(?:['’]?s| is| are| does| do you mean by)?|which|no (?:idea|clue)|don['’]?t (?:know|understand)|do not (?:know|understand)|dunno|unsure|not sure|explain|mean(?:s|ing)?|difference|never heard)\b/i;
const asksWhere = /\b(?:where|how|which (?:page|menu|setting)|what page|in what)\b/i;
const asksWhy = /^\W*(?:(?:but|and|so|ok(?:ay)?|oh)\W+)*why\b(?:\W+\w+){0,6}\W*$/i;
const failed =
  /\bstill\b.{0,25}\b(?:gr[ae]y\w*|same|not|no|locked|disabled|fails?|stuck|won['’]?t|can['’]?t|doesn['’]?t)\b|\b(?:no (?:change|luck|difference)|nothing (?:changed|changes|happens|happened))\b|\b(?:did|does)(?:n['’]?t| not) (?:work|help|change|do (?:it|anything))\b/i;
const ofSteps =
  /\b(?:ssids?|these|those|them|that|this|it|basic|settings?|page|menu|second|two|another|wireless|enable|network name)\b/i;
const asksStatus =
  /\b(?:safe|secur\w*|vulnerab\w*|affected|fix\w*|updat\w*|status|firmware|ready|done|protect\w*|hit)\b/i;
const MOST_WORDS = 12;
const MOST_WORDS_OF_A_BAND = 6;

/**
 * What a message asks about steps that are being followed; undefined where it is about something else.
 * @param terms the words that the steps explain
 */
export function hearOfSteps(text: string, terms: readonly string[]): AskedOfSteps | undefined {
  const words = text.split(/\s+/).length;
  const term = terms.find((word) => new RegExp(String.raw`\b${word}s?\b`, 'i').test(text));
  const isExplained = term !== undefined && asksMeaning.test(text) && !/\bwhere\b/i.test(text);
  if (words <= MOST_WORDS && isExplained && !/\bhow (?:do|can|to)\b/i.test(text))
    return { kind: 'term', word: term };
  const band = bandIn(text);
  if (words <= MOST_WORDS_OF_A_BAND && band !== undefined) return { kind: 'band', id: band };
  if (words <= MOST_WORDS && failed.test(text)) return { kind: 'failed' };
  if (asksWhy.test(text)) return { kind: 'why' };
  const isWhere = words <= MOST_WORDS && asksWhere.test(text) && ofSteps.test(text);
  return isWhere ? { kind: 'where' } : undefined;
}

/** Whoever is asked for the band and does not know what to say. */
export const isLost = (text: string): boolean =>
  asksMeaning.test(text) || /\b(?:whichever|whatever|any|\?)\b|^\W*\?+\W*$/i.test(text);

/** "I have the ESR600": names a model, and asks for no patch. What is asked was asked before. */
export function namesModelOnly({ utterance, readings }: Turn): boolean {
  const [{ intent, models }, ...others] = readings;
  const isStatus = intent === 'patch.status' && models.length > 0 && others.length === 0;
  return isStatus && !speaksOfPatch(utterance) && !asksStatus.test(utterance);
}

/** What is asked about the answer with steps that was last told. */
export interface AskedOfLastSteps {
  answerId: string;
  asked?: AskedOfSteps;
  /** What stands for the customer's words, where those only point back. */
  utterance?: string;
}

const theOther = /^(?:\W*[\w'’]+){0,5}\W*\bthe other(?: (?:one|band|radio|frequency|wi-?fi))?\W*$/i;
const otherOf: Partial<Record<string, string>> = { '2-4-ghz': '5 GHz', '5-ghz': '2.4 GHz' };

/** The answer with steps that was last told and is asked about again, with what is asked; undefined otherwise. */
export function askedOfLastSteps({ answers }: Knowledge, turn: Turn): AskedOfLastSteps | undefined {
  const { data, now, utterance, readings } = turn;
  const answer = answers.get(freshFocus(data, now)?.intent ?? '');
  if (answer?.variants === undefined || readings.length > 1) return undefined;
  const [{ intent, certainty, rule, models, apps }] = readings;
  const otherBand = otherOf[data.band ?? ''];
  if (otherBand !== undefined && theOther.test(utterance))
    return { answerId: answer.id, utterance: otherBand };
  // "And on the ESR600?"
  if (namesModelOnly(turn) && pointsBack(utterance).opening) return { answerId: answer.id };
  const isOther = certainty === 'sure' && rule !== 'context' && intent !== answer.id;
  if ((isOther && !commandIntents.has(intent)) || rule === 'title') return undefined;
  if (models.length + apps.length > 0) return undefined;
  const asked = hearOfSteps(utterance, Object.keys(answer.variants.terms ?? {}));
  return asked === undefined ? undefined : { answerId: answer.id, asked };
}
