import { stringify } from 'yaml';
import type { Documents } from '#knowledge/documents.ts';
import { seededRandom } from '#understanding/classifier/random.ts';

/** How much knowledge to make up. */
export interface KnowledgeSize {
  answers: number;
  /** The phrases of all answers. */
  phrases: number;
}

const SEED = 7;
const ANSWERS_IN_FILE = 100;
/** Words that only one answer is about. */
const OWN_WORDS = 3;

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va zel nor tam bri'.split(' ');
/** What customers do with a product, and what goes wrong with it. */
const verbs = 'set up,connect,reset,update,move,rename,share,lock,find,replace,mount,pair,order,return'.split(
  ',',
);
const troubles = 'is slow,stays off,gets hot,drops out,shows an error,lost its settings,makes noise'.split(
  ',',
);
const places =
  'at home,in the office,on my phone,upstairs,outside,over wifi,with a cable,in another country'.split(',');

type Chance = () => number;
type Pattern = (thing: string, chance: Chance) => string;

const oneOf = <Item>(items: readonly Item[], chance: Chance): Item =>
  items[Math.floor(chance() * items.length)]!;

const patterns: readonly Pattern[] = [
  (thing, chance) => `how do i ${oneOf(verbs, chance)} the ${thing}`,
  (thing, chance) => `can i ${oneOf(verbs, chance)} a ${thing} ${oneOf(places, chance)}`,
  (thing, chance) => `my ${thing} ${oneOf(troubles, chance)}`,
  (thing, chance) => `the ${thing} ${oneOf(troubles, chance)} ${oneOf(places, chance)}, what now`,
  (thing) => `what is a ${thing} for`,
  (thing, chance) => `${thing} ${oneOf(troubles, chance)}`,
  (thing, chance) => `is there a way to ${oneOf(verbs, chance)} ${thing}s ${oneOf(places, chance)}`,
  (thing, chance) => `hello, i want to ${oneOf(verbs, chance)} my ${thing}. i bought it last week`,
];

/** Makes up words, without repetition. */
function wordMaker(chance: Chance): () => string {
  const made = new Set<string>();
  return () => {
    for (;;) {
      const word = Array.from({ length: 3 + Math.floor(chance() * 2) }, () => oneOf(syllables, chance)).join(
        '',
      );
      if (!made.has(word)) return made.add(word) && word;
    }
  };
}

/**
 * Adds made-up answers and phrases to documents: each answer has a few words of its own, and its phrases use them in
 * the same sentences as all others. The same size gives the same documents.
 */
export function enlarged(documents: Documents, { answers, phrases }: KnowledgeSize): Documents {
  const chance = seededRandom(SEED);
  const nextWord = wordMaker(chance);
  const more = new Map(documents);
  const each = Math.ceil(phrases / answers);
  for (let first = 0; first < answers; first += ANSWERS_IN_FILE) {
    const ids = Array.from({ length: Math.min(ANSWERS_IN_FILE, answers - first) }, (_, at) => first + at);
    const made = ids.map((number) => madeUp(number, each, { chance, nextWord }));
    const name = `made-up-${first}.yaml`;
    more.set(`answers/${name}`, stringify({ answers: made.map(({ answer }) => answer) }));
    more.set(
      `phrases/${name}`,
      stringify(Object.fromEntries(made.map(({ answer, texts }) => [answer.id, texts]))),
    );
  }
  return more;
}

function madeUp(
  number: number,
  count: number,
  { chance, nextWord }: { chance: Chance; nextWord: () => string },
) {
  const things = Array.from({ length: OWN_WORDS }, nextWord);
  const [thing = ''] = things;
  const texts = new Set<string>();
  // A number makes the last ones distinct.
  for (let tries = 0; texts.size < count; tries += 1) {
    const text = oneOf(patterns, chance)(oneOf(things, chance), chance);
    texts.add(tries < 10 * count ? text : `${text} ${tries}`);
  }
  const question = `What about ${thing} ${number}?`;
  const short = `The ${thing} does what the ${things.join(' and the ')} do, as long as it has power.`;
  const answer = {
    id: `made-up.thing-${number}`,
    question,
    label: `About ${thing} ${number}`,
    short,
    detail: `${short} Its light is green when it works.\n\n${short}`,
    about: { maker: 'EnGenius' },
    source: 'support-faq',
    followUps: [],
  };
  return { answer, texts: [...texts] };
}
