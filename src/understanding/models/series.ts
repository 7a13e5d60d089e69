import { pieces } from './pieces.ts';

/** The letters before a model's number: "ENS" of ENS500EXT; undefined for a name without a number. */
const lettersOf = (name: string): string | undefined => /^([a-z]+)\d/i.exec(name)?.[1];

/** Whether a model belongs to a series. A name without a number, EnStationAC, belongs to the one that it begins with. */
export const isOfSeries = (name: string, series: string): boolean =>
  lettersOf(name) === series || (lettersOf(name) === undefined && name.startsWith(series));

/** The series that a text names. */
export interface SeriesNamed {
  /** As listed, in the order of the list: "ENS", "EnStation". */
  series: string[];
  /** Whether one of them is in the plural: "the EAPs". */
  isPlural: boolean;
  /** The other words of the text, in lower case. */
  otherWords: string[];
}

/** Finds the series of models in a text: "EAP" in "and the EAPs?". A name with its number is a model, not a series. */
export type FindSeries = (text: string) => SeriesNamed;

/** Creates the finder of the series of the listed names. */
export function createFindSeries(names: Iterable<string>): FindSeries {
  const all = [...new Set([...names].flatMap((name) => lettersOf(name) ?? []))];
  const bySingular = new Map(all.map((series) => [series.toLowerCase(), series]));
  const byPlural = new Map(all.map((series) => [`${series.toLowerCase()}s`, series]));
  return (text) => {
    const found = pieces(text);
    const words = found.filter((_, at) => found[at + 1]?.isNumber !== true);
    const named = found.map((piece) =>
      words.includes(piece) ? (bySingular.get(piece.text) ?? byPlural.get(piece.text)) : undefined,
    );
    return {
      series: all.filter((series) => named.includes(series)),
      isPlural: words.some(({ text: word }) => byPlural.has(word)),
      otherWords: found.filter((_, at) => named[at] === undefined).map(({ text: word }) => word),
    };
  };
}
