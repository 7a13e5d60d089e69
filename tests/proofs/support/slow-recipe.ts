/** Makes a random piece of text, a new one on each call so that no cache helps. */
type Piece = (random: () => number) => string;

const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  items[Math.floor(random() * items.length)]!;

const letters = (length: number, random: () => number): string =>
  Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');

const randomWord =
  (shortest: number, longest: number, prefix = ''): Piece =>
  (random) =>
    prefix + letters(shortest + Math.floor(random() * (longest - shortest + 1)), random);

const oneOf =
  (...words: string[]): Piece =>
  (random) =>
    pick(words, random);

/** The pieces: ordinary words, near misses of product names, and input that is hard for each step of understanding. */
const pieces: Record<string, Piece> = {
  ordinary: oneOf('router', 'camera', 'patched', 'firmware', 'EnViewer', 'network', 'secure', 'guest', 'app'),
  filler: oneOf('it', 'that one', 'the', 'and what about', 'mine', 'same'),
  starter: oneOf('how', 'what', 'is', 'can', 'does it', 'tell me', 'when will'),
  short: randomWord(2, 4),
  word: randomWord(5, 10),
  long: randomWord(20, 60),
  endless: randomWord(400, 2_000),
  misspelt: (random) => {
    const word = pick(['authentication', 'vulnerable', 'compatible', 'encryption', 'notification'], random);
    const at = Math.floor(random() * word.length);
    return word.slice(0, at) + letters(1, random) + word.slice(at + 1);
  },
  nearApp: randomWord(4, 12, 'en'),
  nearModel: (random) =>
    `${pick(['eap', 'esr', 'ens', 'ews', 'epa', 'enstation'], random)}${Math.floor(random() * 9_999)}`,
  nearModelTail: (random) => `eap${Math.floor(random() * 999)}${letters(60, random)}`,
  foreignModel: (random) => `${letters(4, random)}${Math.floor(random() * 99_999)}${letters(3, random)}`,
  suffixes: oneOf('ext', 'ac', 'h', 'cam', 'v2', 'ap', 'extextacaccamcam'),
  spelled: oneOf('e a p', 'e-n-s', 'station', 'e.n.s.t.a.t.i.o.n'),
  number: (random) => String(Math.floor(random() * 100_000)),
  numberWord: oneOf('nine', 'hundred', 'thousand', 'seventeen', 'fifty', 'twenty'),
  contraction: oneOf("can't", 'whats', "it's", "i'd", "they're", 'wont'),
  cve: (random) => `CVE-20${Math.floor(random() * 30)}-${Math.floor(random() * 99_999)}`,
  mail: (random) => `${letters(8, random)}@${letters(8, random)}.example`,
  link: (random) => `https://${letters(10, random)}.example/${letters(20, random)}`,
  expanding: oneOf('\ufdfa', '\ufb03', '\u3300', 'ｅａｐ', '①'),
  combining: (random) => `a${'\u0301'.repeat(1 + Math.floor(random() * 40))}`,
  otherScript: oneOf('пароль', '路由器', 'كلمة', 'รหัสผ่าน', '🙂', '👩‍👩‍👧‍👦'),
  markup: oneOf('<b', '<a href=', '>', '</', '{', '}', '[', '```', '**'),
  shout: oneOf('WTF', 'WORST', 'THIS IS', '!!!'),
};
const pieceNames = Object.keys(pieces);
const joints = [
  ' ',
  '? ',
  '. ',
  ', and how ',
  ' and ',
  ', ',
  '\n',
  '',
  '-',
  '; what ',
  '! ',
  '  ',
  '/',
  ' or ',
];

/** How a text is built: its pieces and joints, repeated up to a length. */
export interface Recipe {
  pieces: readonly string[];
  joints: readonly string[];
  length: number;
}

/** Makes a recipe of one to four pieces and one or two joints. */
export function randomRecipe(random: () => number, longest: number): Recipe {
  const some = <Item>(items: readonly Item[], most: number): Item[] =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(items, random));
  return {
    pieces: some(pieceNames, 4),
    joints: some(joints, 2),
    length: Math.round(longest * (0.5 + random() / 2)),
  };
}

/** Copies the recipe with one change. */
export function variedRecipe(recipe: Recipe, random: () => number, longest: number): Recipe {
  const other = randomRecipe(random, longest);
  const change = random();
  if (change < 0.4) return { ...recipe, pieces: [...recipe.pieces.slice(1), other.pieces[0]!] };
  if (change < 0.6) return { ...recipe, pieces: [...recipe.pieces, other.pieces[0]!].slice(0, 6) };
  if (change < 0.9) return { ...recipe, joints: other.joints };
  return { ...recipe, length: longest };
}

/** Makes a text from the recipe, a different one each time at the same cost. */
export function cook({ pieces: names, joints: between, length }: Recipe, random: () => number): string {
  let text = '';
  for (let turn = 0; text.length < length; turn += 1) {
    text += pieces[names[turn % names.length]!]!(random) + between[turn % between.length]!;
  }
  return text.slice(0, length);
}

export const describeRecipe = ({ pieces: names, joints: between, length }: Recipe): string =>
  `${length} characters of ${names.join(' + ')}, joined by ${between.map((joint) => JSON.stringify(joint)).join(' and ')}`;
