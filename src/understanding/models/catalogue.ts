import { editDistance } from '../classifier/edit-distance.ts';

/** A model name in parts: "ENS500EXT-AC" → family "ens", number "500", suffixes ["ext", "ac"]. */
export interface NameParts {
  family: string;
  number: string;
  suffixes: string[];
}

/** The suffixes that distinguish models of one family and number. Longest first, so that "ext" is not read as "e". */
const suffixWords = ['cam', 'ext', 'ac', 'ap', 'h'] as const;

/** Splits joined letters into known suffixes ("extac" → ["ext", "ac"]); undefined if any of them is unknown. */
export function cutSuffixes(letters: string): string[] | undefined {
  if (letters === '') return [];
  for (const suffix of suffixWords) {
    if (!letters.startsWith(suffix)) continue;
    const rest = cutSuffixes(letters.slice(suffix.length));
    if (rest !== undefined) return [suffix, ...rest];
  }
  return undefined;
}

const MAX_NEAR = 3;

const compact = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The order of suffixes does not matter: "ENS500-AC-EXT" is the ENS500EXT-AC. */
const unordered = ({ family, number, suffixes }: NameParts): string =>
  [family, number, ...suffixes.toSorted()].join('|');

/** The listed models, looked up by the parts of a name. */
export interface Catalogue {
  /** Family letters, lower case, longest first: "enstation", "eap", … */
  families: readonly string[];
  isFamily(letters: string): boolean;
  /** The first letters of the families. */
  initials: ReadonlySet<string>;
  /** The length of the longest family. */
  longestFamily: number;
  /** The model with exactly these parts, with its suffixes in any order. */
  exact(parts: NameParts): string | undefined;
  /** Models of this family and number, whatever their suffixes, in listed order. */
  variants(family: string, number: string): string[];
  /** Whether a number of one digit can belong to this family. */
  hasShortNumbers(family: string): boolean;
  /** All models of a family. */
  family(family: string): string[];
  /** Listed names one typo away from a written one, in listed order, at most three. */
  near(written: string): string[];
}

/** Builds the lookups from canonical names. A name without digits belongs to the family that it begins with. */
export function buildCatalogue(names: readonly string[]): Catalogue {
  const families = [...new Set(names.flatMap((name) => /^([a-z]+)\d/i.exec(name)?.[1]?.toLowerCase() ?? []))];
  families.sort((a, b) => b.length - a.length || a.localeCompare(b));

  const takeApart = (name: string): NameParts => {
    const flat = compact(name);
    const family = families.find((letters) => flat.startsWith(letters)) ?? flat;
    const [, number = '', rest = ''] = /^(\d*)(.*)$/.exec(flat.slice(family.length)) ?? [];
    const version = /^v\d+$/.test(rest) ? [rest] : undefined;
    return { family, number, suffixes: version ?? cutSuffixes(rest) ?? [rest] };
  };
  const listed = names.map((name) => ({ name, flat: compact(name), ...takeApart(name) }));
  const byKey = new Map(listed.map((model) => [unordered(model), model.name]));

  const known = new Set(families);
  return {
    families,
    isFamily: (letters) => known.has(letters),
    initials: new Set(families.map((letters) => letters[0]!)),
    longestFamily: families[0]?.length ?? 0,
    exact: (parts) => byKey.get(unordered(parts)),
    variants: (family, number) =>
      listed.filter((model) => model.family === family && model.number === number).map((model) => model.name),
    hasShortNumbers: (family) => listed.some((model) => model.family === family && model.number.length === 1),
    family: (family) => listed.filter((model) => model.family === family).map((model) => model.name),
    near: (written) => {
      const flat = compact(written);
      return listed
        .filter((model) => editDistance(flat, model.flat, 1) === 1)
        .slice(0, MAX_NEAR)
        .map((model) => model.name);
    },
  };
}
