import { createFindModels } from './models/find-models.ts';
import type { ModelMention } from './models/mention.ts';
import { pieces } from './models/pieces.ts';

/** What the conversation last spoke of, as far as it is still fresh. */
export interface Focus {
  app?: string | undefined;
  /** The app was named earlier in the same message: what follows in it is about that app. */
  inSameMessage?: boolean;
  /** Canonical names; more than one when the last message named several. */
  models: readonly string[];
  /** Every model spoken of so far, the oldest first: what "the first one" may mean. */
  mentioned?: readonly string[];
  /** The intent last answered. */
  intent?: string | undefined;
  /** The question last asked, in the customer's words: what a correction puts right. */
  utterance?: string | undefined;
}

const pronoun =
  /\b(it|its|that|this|these|those|them|they|mine|one|ones|same|the app|the router|the device)\b/i;
const opening = /^\s*(and|or|also|but|so|ok|okay|then|what about|how about|what of|same for)\b/i;
/** Words that carry no question of their own: what is left of "and what about the EXT?" without its model. */
const fillers = new Set(
  'a about also an and as at but do does for hello hey hi how i is it its my mine no not ok okay of on one or our please same so that the their then this to too version what with yes you'.split(
    ' ',
  ),
);

/** Whether an utterance points back: a pronoun, or an opening that leans on what came before. */
export const pointsBack = (text: string): { pronoun: boolean; opening: boolean } => ({
  pronoun: pronoun.test(text),
  opening: opening.test(text),
});

/**
 * How well an utterance names what it is about. Vague: "router", "does it work on iPhone". Terse: two telling
 * words, "delete history".
 */
export function wording(text: string): 'vague' | 'terse' | 'full' {
  const telling = pieces(text).filter((piece) => !fillers.has(piece.text)).length;
  if (telling <= (pronoun.test(text) ? 2 : 1)) return 'vague';
  return telling <= 2 ? 'terse' : 'full';
}

/** With so few telling words a message may well ask about what was spoken of before: "volume?". */
const FEW_WORDS = 3;

/** Whether an utterance may lean on what came before: it points back, or says little by itself. */
export function leansBack(text: string): boolean {
  const back = pointsBack(text);
  if (back.pronoun || back.opening) return true;
  return pieces(text).filter((piece) => !fillers.has(piece.text)).length <= FEW_WORDS;
}

/** Whether nothing but fillers stands outside the mentions: "and the EAP600?" asks what was asked before. */
export function onlyNames(text: string, mentions: readonly { start: number; end: number }[]): boolean {
  if (mentions.length === 0) return false;
  return pieces(text).every(
    (piece) =>
      mentions.some((mention) => piece.start >= mention.start && piece.end <= mention.end) ||
      fillers.has(piece.text),
  );
}

/**
 * Reads part of a name against the models last spoken of: after ENS500, "what about the EXT?" is the
 * ENS500EXT; after ESR300, "and the 350?" is the ESR350. Only for utterances that point back and say little
 * else. Gives the mention, or undefined where no listed model comes of it.
 */
export function createModelFromContext(names: readonly string[]) {
  const findModels = createFindModels(names);
  return (text: string, focus: Focus): ModelMention | undefined => {
    const words = pieces(text);
    const telling = words.filter((piece) => !fillers.has(piece.text));
    const back = pointsBack(text);
    if (
      telling.length === 0 ||
      telling.length > 4 ||
      !(back.opening || back.pronoun || telling.length <= 2)
    ) {
      return undefined;
    }
    const [first, last] = [telling[0]!, telling.at(-1)!];
    const part = text.slice(first.start, last.end);
    for (const model of focus.models) {
      const family = /^[a-z]+/i.exec(model)?.[0] ?? '';
      const base = /^[a-z]+\d*/i.exec(model)?.[0] ?? model;
      const whole = /^\d/.test(part) ? [`${family}${part}`] : [`${model}-${part}`, `${base}-${part}`];
      for (const name of whole) {
        const [mention] = findModels(name);
        const isWhole = mention?.start === 0 && mention.end === name.length;
        if (isWhole && mention.kind === 'listed' && mention.model !== model) {
          return {
            kind: 'listed',
            model: mention.model,
            how: 'context',
            written: part,
            start: first.start,
            end: last.end,
          };
        }
      }
    }
    return undefined;
  };
}
