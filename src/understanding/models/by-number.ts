import { createFindModels } from './find-models.ts';
import type { ModelMention } from './mention.ts';
import { type Piece, pieces } from './pieces.ts';

/** "5" and "24" are more likely a band or a count. */
const SHORTEST_NUMBER = 3;
/** With more words next to the numbers, the message is about something else. */
const MAX_WORDS = 2;

type IsFiller = (word: { text: string }) => boolean;
/** Reads one number as a model; undefined if it is not one. */
type ReadNumber = (number: Piece) => ModelMention | undefined;

/**
 * The models that the numbers of a message mean; none if the message says more, or if one of the numbers is not a
 * model.
 */
function modelsOfNumbers(text: string, isFiller: IsFiller, read: ReadNumber): ModelMention[] {
  const words = pieces(text).filter((piece) => !isFiller(piece));
  const numbers = words.filter((piece) => piece.isNumber && piece.text.length >= SHORTEST_NUMBER);
  if (words.length - numbers.length > MAX_WORDS) return [];
  const mentions = numbers.flatMap((number) => read(number) ?? []);
  return mentions.length === numbers.length ? mentions : [];
}

/**
 * Builds the reader of bare model numbers: after EWS860AP, "its sisters 870 and 871?" names the EWS870AP and EWS871AP.
 * It returns only listed models, and none if a number leads to no listed model of the family or the message says more.
 * @param isFiller whether a word carries no meaning of its own
 */
export function createModelsByNumber(
  names: readonly string[],
  isFiller: IsFiller,
): (text: string, before: string | undefined) => ModelMention[] {
  const findModels = createFindModels(names);
  return (text, before) => {
    const family = /^[a-z]+/i.exec(before ?? '')?.[0];
    if (family === undefined) return [];
    return modelsOfNumbers(text, isFiller, ({ text: written, start, end }) => {
      const [mention] = findModels(`${family}${written}`);
      if (mention?.kind !== 'listed') return undefined;
      return { kind: 'listed', model: mention.model, how: 'context', written, start, end };
    });
  };
}

/**
 * Builds the reader of bare model numbers in a question about patches, for conversations in which no model was named
 * before: "871 patched?" names the EWS871AP, and "1200" may be any of four.
 * @param isFiller whether a word carries no meaning of its own
 */
export function createModelsOfAnyFamily(
  names: readonly string[],
  isFiller: IsFiller,
): (text: string) => ModelMention[] {
  const byNumber = Map.groupBy(names, (name) => /\d{3,}/.exec(name)?.[0]);
  return (text) =>
    modelsOfNumbers(text, isFiller, ({ text: written, start, end }) => {
      const [model, ...others] = byNumber.get(written) ?? [];
      if (model === undefined) return undefined;
      if (others.length > 0) return { kind: 'ambiguous', options: [model, ...others], written, start, end };
      return { kind: 'listed', model, how: 'context', written, start, end };
    });
}
