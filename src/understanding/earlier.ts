import type { Focus } from './context.ts';
import type { Subject } from './subjects.ts';

const lead = String.raw`^\W*(?:(?:ok(?:ay)?|and|but|so|now|well|right|fine|great|cool|perfect|thanks|hm+|then|again)\W+){0,4}`;
const thing = '(?<thing>questions?|things?|topics?|subjects?|points?|issues?|apps?)';
const before = '(?:from )?(?:before|earlier|above|(?:at|in) the (?:start|beginning))';
const article = '(?:the|my|that|your|our)';
const end = String.raw`(?: (?:again|please|now|once more))?(?:\W+|$)`;
const preposition =
  '(?:as (?:to|for)|about|regarding|concerning|on|in|with|for|coming back to|going back to)';
const returns = [
  // "Back to the app: …"
  String.raw`(?:(?:can|could|may) (?:we|i) |let['’]?s |let us )?(?:(?:go|get|come|switch|jump|going|coming) )?back to ${article} (?:very )?(?:(?<place>first|original|previous|earlier|other|old) )?${thing}(?: ${before})?`,
  // "As to the first thing again: …"
  String.raw`(?:${preposition} )?${article} (?:very )?(?<place>first|original|previous|earlier|other) ${thing}(?: ${before})?`,
  // "And in the app from before, …"
  String.raw`(?:${preposition} )?${article} ${thing} ${before}`,
].map((pattern) => new RegExp(`${lead}${pattern}${end}`, 'i'));

const isFirst = (place: string | undefined): boolean => /^(?:first|original)$/i.test(place ?? '');

/** What an intent's answer is about; undefined for small talk and commands. */
type SubjectOf = (intent: string) => Subject | undefined;

/** The intent that "the first question", "the other app" or "the thing from before" means. */
function intentMeant(
  { thing: noun = '', place }: Partial<Record<string, string>>,
  { earlier = [], intent: last = '' }: Focus,
  subjectOf: SubjectOf,
): string | undefined {
  const isOfApp = /^app/i.test(noun);
  const all = earlier.filter((intent) => !isOfApp || subjectOf(intent)?.app !== undefined);
  if (isFirst(place)) return all[0];
  const isOther = (intent: string): boolean => subjectOf(intent)?.app !== subjectOf(last)?.app;
  return all.findLast(isOther) ?? all.at(-1);
}

/**
 * Reads "back to the app: how many …" and "as to the first thing: does …": gives the question without these words, and
 * the focus as it was when the bot answered what they mean. Undefined if the text returns to nothing.
 */
export function backToEarlier(
  text: string,
  focus: Focus,
  subjectOf: SubjectOf,
): { text: string; focus: Focus } | undefined {
  if ((focus.earlier ?? []).length === 0) return undefined;
  for (const pattern of returns) {
    const match = pattern.exec(text);
    const intent = match === null ? undefined : intentMeant(match.groups ?? {}, focus, subjectOf);
    if (match === null || intent === undefined) continue;
    const { app, advisories: [advisory] = [] } = subjectOf(intent) ?? {};
    return {
      text: text.slice(match[0].length),
      focus: {
        ...focus,
        app,
        advisory: advisory ?? focus.advisory,
        intent,
        beside: [],
        utterance: undefined,
      },
    };
  }
  return undefined;
}
