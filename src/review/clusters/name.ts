import { MODEL_TOKEN, stem, tokens } from '#understanding/classifier/text.ts';

const MOST_WORDS = 3;
/** A word is in the name when this share of the questions has it. */
const SHARE = 0.25;
const SHORTEST = 3;
/** That a model is named says nothing about the topic. */
const model = stem(MODEL_TOKEN);

/** In how many texts each stem is. */
function countStems(texts: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of texts)
    for (const each of new Set(words.map(stem))) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}

/** The most frequent spelling of a stem. */
function spellingOf(wanted: string, texts: readonly (readonly string[])[]): string {
  const spellings = new Map<string, number>();
  for (const words of texts)
    for (const word of words) if (stem(word) === wanted) spellings.set(word, (spellings.get(word) ?? 0) + 1);
  const [first] = [...spellings].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return first?.[0] ?? wanted;
}

const lengthOf = (order: string): number => order.split(' ').length;

/** In the order that is most frequent in the texts which have most of the stems. */
function inWrittenOrder(wanted: readonly string[], texts: readonly (readonly string[])[]): string[] {
  const orders = new Map<string, number>();
  for (const words of texts) {
    const order = [...new Set(words.map(stem))].filter((each) => wanted.includes(each)).join(' ');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  const [best] = [...orders].sort(([a, x], [b, y]) => lengthOf(b) - lengthOf(a) || y - x || (a < b ? -1 : 1));
  return [...new Set([...(best?.[0].split(' ') ?? []), ...wanted])].filter((each) => each !== '');
}

/**
 * Creates the function that names a cluster by the words that set its questions apart from all others, up to three, in
 * the order in which people write them.
 * @param everything all texts, of all clusters and of the knowledge
 */
export function createNamer(everything: readonly string[]): (texts: readonly string[]) => string {
  const all = countStems(everything.map(tokens));
  const total = everything.length;
  return (texts) => {
    const words = texts.map(tokens);
    const scored = [...countStems(words)]
      .filter(([each, count]) => count / words.length >= SHARE && each.length >= SHORTEST && each !== model)
      .map(([each, count]) => {
        const rarity = Math.log((total + 1) / ((all.get(each) ?? count) + 1));
        return { each, score: (count / words.length) * rarity ** 2 };
      })
      .sort((a, b) => b.score - a.score || (a.each < b.each ? -1 : 1));
    const best = scored.slice(0, MOST_WORDS);
    const strong = best.filter(({ score }) => score >= (best[0]?.score ?? 0) / 4);
    const inOrder = inWrittenOrder(
      strong.map(({ each }) => each),
      words,
    );
    return inOrder.map((each) => spellingOf(each, words)).join(' ') || (texts[0] ?? '');
  };
}
