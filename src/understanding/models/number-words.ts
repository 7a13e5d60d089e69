// Maps, so that a word such as "constructor" finds nothing.
const units = new Map<string, number>([
  ['zero', 0],
  ['oh', 0],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
]);
const teens = new Map<string, number>([
  ['ten', 10],
  ['eleven', 11],
  ['twelve', 12],
  ['thirteen', 13],
  ['fourteen', 14],
  ['fifteen', 15],
  ['sixteen', 16],
  ['seventeen', 17],
  ['eighteen', 18],
  ['nineteen', 19],
]);
const tens = new Map<string, number>([
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['seventy', 70],
  ['eighty', 80],
  ['ninety', 90],
]);

/** Reads a number below a hundred at the start of `words`. */
function belowHundred(words: readonly string[]): { value: number; length: number } | undefined {
  const [first = '', second = ''] = words;
  const ten = tens.get(first);
  if (ten !== undefined) {
    const unit = units.get(second);
    return unit === undefined ? { value: ten, length: 1 } : { value: ten + unit, length: 2 };
  }
  const value = units.get(first) ?? teens.get(first);
  return value === undefined ? undefined : { value, length: 1 };
}

/**
 * Reads the spoken number of a model at the start of `words` (lower case): "five" → "5", "nine hundred" → "900",
 * "thirteen hundred" → "1300", "three fifty" → "350", "seventeen fifty" → "1750". Returns the digits and the number of
 * words they took, or undefined if `words` does not start with a number.
 */
export function readNumberWords(words: readonly string[]): { digits: string; length: number } | undefined {
  let digits = '';
  let length = 0;
  for (;;) {
    const part = belowHundred(words.slice(length));
    if (part === undefined) break;
    length += part.length;
    const next = words[length];
    if (next === 'hundred' || next === 'thousand') {
      length += 1;
      const scale = next === 'hundred' ? 100 : 1000;
      const rest = belowHundred(words.slice(length));
      length += rest?.length ?? 0;
      digits += String(part.value * scale + (rest?.value ?? 0));
    } else {
      digits += String(part.value);
    }
  }
  return length === 0 ? undefined : { digits, length };
}
