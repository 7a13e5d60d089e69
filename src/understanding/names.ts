import { editDistance } from './classifier/edit-distance.ts';
import type { Span } from './models/mention.ts';

/** A name of the vocabulary found in an utterance, under its canonical spelling. */
export interface NameMention extends Span {
  name: string;
  written: string;
}

/** A canonical name and the other ways in which people write it. */
export interface NameEntry {
  name: string;
  aliases: readonly string[];
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Spaces and hyphens inside a name are optional. */
const pattern = (alias: string): string =>
  alias
    .trim()
    .split(/[\s-]+/)
    .map(escape)
    .join(String.raw`[\s\-_]*`);

/** The same, but `*` stands for the rest of a word, and a decimal point may be a comma. */
function patternOf(name: string): string {
  const inside = pattern(name)
    .replaceAll(String.raw`\*`, '[a-z0-9]*')
    .replaceAll(/(?<=\d)\\\.(?=\d)/g, '[.,]');
  // "5" does not match inside "5.1".
  return `${/^\d/.test(name) ? String.raw`(?<!\d[.,])` : ''}${inside}${/\d$/.test(name) ? String.raw`(?![.,]\d)` : ''}`;
}

/** The source of a pattern that finds any of the names as whole words; for the flag `i`. */
export function namesSource(names: readonly string[]): string {
  const longestFirst = names.toSorted((a, b) => b.length - a.length || a.localeCompare(b));
  const any = names.length === 0 ? '(?!)' : longestFirst.map(patternOf).join('|');
  return String.raw`(?<![a-z0-9])(?:${any})(?![a-z0-9])`;
}

const flat = (text: string): string => text.toLowerCase().replaceAll(/[\s\-_]+/g, '');
const minFuzzyLength = 6;
/** How many first letters must match: "enviwer" is a slip, "reviewer" is another word. */
const SAME_LETTERS = 2;
const startOf = (name: string): string => flat(name).slice(0, SAME_LETTERS);

/** A pattern for words that may be a misspelling of one of the names. */
const wordsLike = (names: Iterable<string>): RegExp =>
  new RegExp(
    String.raw`(?<![a-z])(?:${[...names].map(escape).join('|')})[a-z]{${minFuzzyLength - SAME_LETTERS},}`,
    'gi',
  );

/**
 * Builds a finder of names: case-insensitive, whole words only, longest alias first. With `fuzzy`, a word of six
 * letters or more that is one slip away (two from eight letters on) also counts as the name, unless `never` says that
 * it does not (a word of ordinary English; called with lower case).
 */
export function createFindNames(
  entries: readonly NameEntry[],
  options: { fuzzy?: boolean; never?: (word: string) => boolean } = {},
): (text: string) => NameMention[] {
  const byAlias = new Map<string, string>();
  for (const entry of entries) {
    for (const alias of [entry.name, ...entry.aliases]) byAlias.set(flat(alias), entry.name);
  }
  const aliases = entries.flatMap((entry) => [entry.name, ...entry.aliases]);
  aliases.sort((a, b) => b.length - a.length || a.localeCompare(b));
  const known = new RegExp(String.raw`(?<![a-z0-9])(?:${aliases.map(pattern).join('|')})(?![a-z0-9])`, 'gi');

  const fuzzyAliases = [...byAlias]
    .filter(([alias]) => alias.length >= minFuzzyLength && /^[a-z]+$/.test(alias))
    .map(([alias, name]) => ({ alias, name, limit: alias.length >= 8 ? 2 : 1 }));
  const byStart = Map.groupBy(fuzzyAliases, ({ name }) => startOf(name));
  const like = wordsLike(byStart.keys());
  const fuzzyName = (word: string): string | undefined => {
    const lower = word.toLowerCase();
    const near = byStart.get(lower.slice(0, SAME_LETTERS));
    if (near === undefined || options.never?.(lower) === true) return undefined;
    return near.find(({ alias, limit }) => editDistance(lower, alias, limit) <= limit)?.name;
  };

  return (text) => {
    if (aliases.length === 0) return [];
    const mentions: NameMention[] = [];
    for (const match of text.matchAll(known)) {
      const name = byAlias.get(flat(match[0]));
      if (name !== undefined) {
        mentions.push({ name, written: match[0], start: match.index, end: match.index + match[0].length });
      }
    }
    if (options.fuzzy === true && byStart.size > 0) {
      for (const match of text.matchAll(like)) {
        const [start, end] = [match.index, match.index + match[0].length];
        if (mentions.some((mention) => start < mention.end && end > mention.start)) continue;
        const name = fuzzyName(match[0]);
        if (name !== undefined) mentions.push({ name, written: match[0], start, end });
      }
    }
    return mentions.sort((a, b) => a.start - b.start);
  };
}
