import { onlyNames } from '../context.ts';
import { given, type Guess, type Question, type ReadingParts } from './reading-parts.ts';

/** The form in which titles are compared: letters and digits only, lower case. */
export const titleKey = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const PATCH_STATUS = 'patch.status';
/** Nothing longer is only a name; and the pattern takes its time over a long text. */
const LONGEST_NAME_ALONE = 60;
const onlyKrack =
  /^\W*(?:(?:and|but|so|ok|what about|how about)\W+){0,3}(?:(?:against|for|by|with|to|on)\W+)?(?:krack|kra[ck]k|wpa-?2)(?: (?:then|too|one|attack|patch|for|on|with|about|it|that|this|those|these|them|model|device)){0,5}\W*$/i;

const amongThem =
  /\b(?:one of (?:them|those|these)|among (?:them|those|these)|in (?:there|it|the list|that list)|on (?:it|the list|that list)|included|part of (?:it|them|that)|with them|too|also|as well)\b/i;

/** The intent by a rule that needs no classifier: a title written out, or names and nothing else. */
export function guessByRule(
  { text, entities, focus }: Question,
  { titles, modelIntents }: Pick<ReadingParts, 'titles' | 'modelIntents'>,
): Guess | undefined {
  const title = titles.get(titleKey(text));
  if (title !== undefined) return { classification: given(title), rule: 'title' };
  const hasModel = entities.models.length > 0 || (focus?.models.length ?? 0) > 0;
  // "And by KRACK?", "CVE-2017-13080 for it?" after a model asks for that model's status.
  const names = [...entities.models, ...entities.krackIds];
  const isIdAlone = entities.krackIds.length > 0 && onlyNames(text, names);
  if (hasModel && (isIdAlone || (text.length <= LONGEST_NAME_ALONE && onlyKrack.test(text))))
    return { classification: given(PATCH_STATUS), rule: 'context' };
  // "Is the ESR900 one of them?" after the list of models.
  const isOfList = focus?.intent === 'patch.list' && entities.models.length > 0 && amongThem.test(text);
  if (isOfList) return { classification: given(PATCH_STATUS), rule: 'context' };
  if (!onlyNames(text, entities.models)) return undefined;
  const repeated = focus?.intent !== undefined && modelIntents.has(focus.intent) ? focus.intent : undefined;
  return {
    classification: given(repeated ?? PATCH_STATUS),
    rule: repeated === undefined ? 'name' : 'context',
  };
}
