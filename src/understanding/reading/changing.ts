import { given, type Guess, type Question, type ReadingParts } from './reading-parts.ts';

const verbs = 'change|choose|pick|select|assign|reassign|edit|alter|modify|decide|swap';
/** Matches "How do I change that?" and "Can I set it to somebody else?". */
const changes = new RegExp(
  String.raw`\b(?:how|where|can|could|may|is there a way)\b.{0,20}\b(?:(?:${verbs})\s+(?:it|that|this|those|these|them)\b|set\s+(?:it|that|this)\s+(?:to|for|so)\b)`,
  'i',
);
/** Matches "Where would I set it?": after most answers, this asks for a place that they do not name. */
const asksWhereToSet =
  /\bwhere\b.{0,20}\b(?:(?:set|configure|adjust)\s+(?:it|that|this|them)\b|(?:is|are)\s+(?:it|that|this|they)\s+(?:set|configured)\b)/i;
const LONGEST = 80;

/**
 * Reads "how do I change that?" after an answer about an app: as the answer that says how, if the knowledge names one;
 * otherwise as a question without an answer. Undefined for any other text.
 */
export function askedToChange(
  { text, entities, focus }: Question,
  { subjects }: Pick<ReadingParts, 'subjects'>,
): Guess | undefined {
  const last = subjects.get(focus?.intent ?? '');
  if (last?.app === undefined || last.app !== focus?.app || entities.apps.length > 0) return undefined;
  const asksWhere = last.howToChange !== undefined && asksWhereToSet.test(text);
  if (text.length > LONGEST || !(asksWhere || changes.test(text))) return undefined;
  return { classification: given(last.howToChange ?? 'oos'), rule: 'context' };
}
