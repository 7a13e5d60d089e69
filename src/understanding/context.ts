import { createFindModels } from './models/find-models.ts';
import type { ModelMention } from './models/mention.ts';
import { pieces } from './models/pieces.ts';

/** What the conversation was last about, if that is still recent. */
export interface Focus {
  app?: string | undefined;
  /** The id of the last advisory mentioned. */
  advisory?: string | undefined;
  /** The app was named earlier in the same message, so what follows is about that app. */
  inSameMessage?: boolean;
  /** Canonical names; more than one if the last message named several. */
  models: readonly string[];
  /** All models mentioned so far, oldest first: what "the first one" may mean. */
  mentioned?: readonly string[];
  /** The intent last answered. */
  intent?: string | undefined;
  /** What else was answered in the same turn. */
  beside?: readonly Pick<Focus, 'app' | 'advisory' | 'intent'>[];
  /** The intents answered before that, oldest first: what "back to the first question" may mean. */
  earlier?: readonly string[];
  /** The series of models that were listed last: "ENS". */
  series?: readonly string[] | undefined;
  /** The last question, in the customer's words, for a later correction. */
  utterance?: string | undefined;
}

const pronoun =
  /\b(it|its|that|this|these|those|them|they|mine|one|ones|same|the app|the router|the device)\b/i;
const opening =
  /^\s*(and|or|also|but|so|ok|okay|then|what about|how about|what of|same for|(?:not )?even)\b/i;
/** Words that carry no question of their own: what is left of "and what about the EXT?" without its model. */
const fillers = new Set(
  'a about also an and as at but do does for hello hey hi how i is it its my mine no not ok okay of on one or our please same so that the their then this to too version what with yes you'.split(
    ' ',
  ),
);

/** Whether a word carries no question of its own. */
export const isFiller = ({ text }: { text: string }): boolean => fillers.has(text);

/** Whether an utterance asks if the last answer still applies: "even when I am abroad?" */
export const asksIfStillSo = (text: string): boolean =>
  /^\W*(?:(?:and|but|so|really)\W+)*(?:not )?even\b/i.test(text);

/** Whether an utterance points back: with a pronoun, or with an opening that depends on what came before. */
export const pointsBack = (text: string): { pronoun: boolean; opening: boolean } => ({
  pronoun: pronoun.test(text),
  opening: opening.test(text),
});

/**
 * How well an utterance names its subject. Vague: "router", "does it work on iPhone". Terse: two telling words,
 * "delete history".
 */
export function wording(text: string): 'vague' | 'terse' | 'full' {
  const contentWords = pieces(text).filter((piece) => !fillers.has(piece.text)).length;
  if (contentWords <= (pronoun.test(text) ? 2 : 1)) return 'vague';
  return contentWords <= 2 ? 'terse' : 'full';
}

/** With so few telling words, a message may well be about what came before: "volume?". */
const FEW_WORDS = 3;

/** Whether an utterance may depend on what came before: it points back or says little by itself. */
export function leansBack(text: string): boolean {
  const back = pointsBack(text);
  if (back.pronoun || back.opening) return true;
  return pieces(text).filter((piece) => !fillers.has(piece.text)).length <= FEW_WORDS;
}

/**
 * Whether an utterance contains only mentions, fillers and `others`: "and the EAP600?" repeats the previous question.
 */
export function onlyNames(
  text: string,
  mentions: readonly { start: number; end: number }[],
  others?: ReadonlySet<string>,
): boolean {
  if (mentions.length === 0) return false;
  return pieces(text).every(
    (piece) =>
      mentions.some((mention) => piece.start >= mention.start && piece.end <= mention.end) ||
      fillers.has(piece.text) ||
      others?.has(piece.text) === true,
  );
}

const asksInGeneral = new Set(
  'about app can help in info information need question questions using via with'.split(' '),
);

/** What leads up to a question that is still to come: "I've got a quick question about EnTalk". */
const announces = /\b(?:questions?|info|information|help|ask|know|learn|tell)\b/i;
const announcing = new Set([
  ...asksInGeneral,
  ..."another any anything ask bit can couple could few general got have i i'd i've id ive just know learn like me more on one quick regarding small some something tell there thing things us want would".split(
    ' ',
  ),
]);

/** Whether an utterance names an app and asks nothing about it: "EnRoute", "help with EnRoute". */
export const onlyNamesApp = (text: string, apps: readonly { start: number; end: number }[]): boolean =>
  onlyNames(text, apps, asksInGeneral) || (announces.test(text) && onlyNames(text, apps, announcing));

/** Words that may surround part of a name without meaning anything themselves: "sorry, I meant the EXT version". */
export const aside: ReadonlySet<string> = new Set(
  'actually again ah but cool correction fine got great haha hang have here hold i is just label lol me mean meant mine minus model nice non oh once only oops ours printed rather read reads remind repeat right router said say says sorry stands thanks thx there though typed version wait whoops without wrong yeah'.split(
    ' ',
  ),
);
const without = /\b(?:without|minus|not|no|w\/o|non)[\s-]+(?:the |an? )?(?=(?:v\d|ext|ac|h|ap)\b)/i;
/** "The plain one": the name without what follows its number. */
const plain = /^(?:plain|normal|regular|standard|ordinary)$/i;
/** The characters that may occur between two pieces of one name. */
const isInside = /^-?$/;
/** "v1", "version 1", "rev. 2". */
const versionIn = /\b(?:v|ver|version|rev|revision)[. ]{0,2}(\d)\b/i;
const ordinals = [/\b(?:first|1st)\b/i, /\b(?:second|2nd)\b/i, /\b(?:third|3rd)\b/i];
const ordinalWords = new Set([
  'first',
  '1',
  'st',
  'second',
  '2',
  'nd',
  'third',
  '3',
  'rd',
  'other',
  'last',
  'latter',
  'former',
]);

/** The model that "the first one" or "the other one" means, among those mentioned before. */
function modelByPlace(text: string, { models, mentioned = [] }: Focus): string | undefined {
  const at = ordinals.findIndex((ordinal) => ordinal.test(text));
  if (at >= 0) return mentioned[at];
  if (/\b(?:other|former)\b/i.test(text)) return mentioned.findLast((name) => name !== models.at(-1));
  return /\b(?:last|latter)\b/i.test(text) ? mentioned.at(-1) : undefined;
}

/** The models that a part of a name can lead to: "EXT" after ENS500, "350" after ESR300, "without the AC". */
function namesFrom(model: string, part: string, isWithout: boolean): string[] {
  const family = /^[a-z]+/i.exec(model)?.[0] ?? '';
  const base = /^[a-z]+\d*/i.exec(model)?.[0] ?? model;
  if (isWithout) return [model.replace(new RegExp(`-?${part}$`, 'i'), '')];
  if (plain.test(part)) return [base];
  if (/^\d/.test(part)) return [`${family}${part}`];
  // A version belongs to the base name: after EAP300v2, "the v1" is the EAP300v1.
  return /^v\d/i.test(part) ? [`${base}${part}`] : [`${model}-${part}`, `${base}-${part}`];
}

/**
 * Reads part of a name against the models in focus: after ENS500, "what about the EXT?" is the ENS500EXT; after ESR300,
 * "and the 350?" is the ESR350; "the first one" is the model named first. Reads only utterances that point back and say
 * little else. Returns the mention, or undefined if it does not lead to a listed model (an unlisted version gives an
 * unlisted mention).
 */
export function createModelFromContext(names: readonly string[]) {
  const findModels = createFindModels(names);
  /** The listed models that are close to an unlisted one from before: "v2" after "EAP150 v1". */
  const nearLastAsked = ({ utterance = '' }: Focus): string[] =>
    findModels(utterance).flatMap((mention) => (mention.kind === 'unlisted' ? mention.near : []));
  return (text: string, focus: Focus): ModelMention | undefined => {
    const contentWords = pieces(text).filter((piece) => !fillers.has(piece.text) && !aside.has(piece.text));
    const back = pointsBack(text);
    // "500EXT-AC" is one word, although it has three pieces.
    const isShort = contentWords.filter(({ gap }) => !isInside.test(gap)).length <= 2;
    if (contentWords.length > 4 || !(back.opening || back.pronoun || isShort)) return undefined;
    const placed = modelByPlace(text, focus);
    const rest =
      placed === undefined ? contentWords : contentWords.filter((piece) => !ordinalWords.has(piece.text));
    const [first, last] = [rest[0], rest.at(-1)];
    if (first === undefined || last === undefined) {
      if (placed === undefined) return undefined;
      return { kind: 'listed', model: placed, how: 'context', written: text, start: 0, end: text.length };
    }
    const isWithout = without.test(text);
    const version = versionIn.exec(text)?.[1];
    const written = text.slice(isWithout ? last.start : first.start, last.end);
    const part = version === undefined ? written : `v${version}`;
    const span = { written: part, start: first.start, end: last.end };
    for (const model of placed === undefined ? [...nearLastAsked(focus), ...focus.models] : [placed]) {
      for (const name of namesFrom(model, part, isWithout)) {
        const [mention] = findModels(name);
        const isWhole = mention?.start === 0 && mention.end === name.length;
        const isNew = mention?.kind === 'listed' && (mention.model !== model || version !== undefined);
        if (isWhole && isNew) return { kind: 'listed', model: mention.model, how: 'context', ...span };
        if (isWhole && mention.kind === 'unlisted' && /^v\d/i.test(part))
          return { kind: 'unlisted', near: [model], ...span, written: name };
      }
    }
    return undefined;
  };
}
