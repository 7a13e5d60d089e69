/** Splits a model's name: "ENS500EXT-AC" → ENS, 500, [EXT, AC]. */
function takeApart(name: string): { family: string; number: string; suffixes: string[] } {
  const [, family = '', number = '', rest = ''] = /^(enstation|[a-z]+(?=\d))(\d*)(.*)$/i.exec(name) ?? [];
  return { family, number, suffixes: rest.match(/v\d+|EXT|AC|AP|CAM|H/gi) ?? [] };
}

/** "ESR" → "ERS", "EnStation" → "EnStatino". */
const swapLast = (letters: string): string =>
  `${letters.slice(0, -2)}${letters.at(-1) ?? ''}${letters.at(-2) ?? ''}`;

/**
 * Derives five ways in which people write a model's name: as listed, in lower case, in capitals without separators,
 * with a space before the number and hyphens before the suffixes, and a fifth that depends on the name: several
 * suffixes are swapped, a short family with one suffix is spelled out, and any other name has two letters transposed.
 */
export function spellingsOf(name: string): Record<string, string> {
  const { family, number, suffixes } = takeApart(name);
  const [head, ...numbered] = number === '' ? [family] : [family, number];
  const fifth: [string, string] =
    suffixes.length > 1
      ? ['suffixes turned round', [`${family}${number}`, ...suffixes.toReversed()].join('-')]
      : suffixes.length === 1 && family.length === 3
        ? [
            'letters apart',
            [...family.split(''), number, ...suffixes].filter((part) => part !== '').join(' '),
          ]
        : ['letters transposed', `${swapLast(family)}${number}${suffixes.join('-')}`];
  return {
    'as listed': name,
    'lower case': name.toLowerCase(),
    'no separators': name.replaceAll(/[^a-z0-9]/gi, '').toUpperCase(),
    'space and hyphens': [[head, ...numbered].join(' '), ...suffixes].join('-'),
    [fifth[0]]: fifth[1],
  };
}
