import { createFindModels } from './find-models.ts';
import type { ModelMention } from './mention.ts';
import { pieces } from './pieces.ts';

/** "5" and "24" are more likely a band or a count. */
const SHORTEST_NUMBER = 3;
/** With more words beside the numbers, the message is about something else. */
const MOST_WORDS = 2;

/**
 * Builds the reader of bare model numbers: after EWS860AP, "its sisters 870 and 871?" names the EWS870AP and EWS871AP.
 * It returns listed models only, and none where a number leads to no listed model of the family or the message says
 * more.
 * @param isFiller whether a word carries no meaning of its own
 */
export function createModelsByNumber(
  names: readonly string[],
  isFiller: (word: { text: string }) => boolean,
): (text: string, before: string | undefined) => ModelMention[] {
  const findModels = createFindModels(names);
  return (text, before) => {
    const family = /^[a-z]+/i.exec(before ?? '')?.[0];
    if (family === undefined) return [];
    const words = pieces(text).filter((piece) => !isFiller(piece));
    const numbers = words.filter((piece) => piece.isNumber && piece.text.length >= SHORTEST_NUMBER);
    if (words.length - numbers.length > MOST_WORDS) return [];
    const mentions = numbers.flatMap(({ text: number, start, end }): ModelMention[] => {
      const [mention] = findModels(`${family}${number}`);
      if (mention?.kind !== 'listed') return [];
      return [{ kind: 'listed', model: mention.model, how: 'context', written: number, start, end }];
    });
    return mentions.length === numbers.length ? mentions : [];
  };
}
