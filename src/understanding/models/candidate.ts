import { editDistance } from '../classifier/edit-distance.ts';
import { cutSuffixes, type Catalogue, type NameParts } from './catalogue.ts';
import { readNumberWords } from './number-words.ts';
import type { Piece } from './pieces.ts';

/** A run of pieces that may name a model: family and number, then every suffix that could belong to it. */
export interface Candidate {
  family: string;
  /** The family was misspelt ("epa" → "eap"). */
  isFamilyCorrected: boolean;
  number: string;
  /** Suffixes as written, each with the index after its last piece. `loose`: separated by a space. */
  suffixes: { text: string; next: number; loose: boolean }[];
  /** The index after the number (or after the family if there is no number). */
  next: number;
}

const sortedLetters = (word: string): string => word.split('').sort().join('');
const glue = /^[\s\-_./#]{0,2}$/;
const tight = /^[-_./]?$/;
/** A lone "station" belongs to WDS or to a base; it means the EnStation only before these. */
const stationNext = new Set(['2', '5', 'ac', 'two', 'five']);
const longFamily = 7;
/** "station" is a separate word in "WDS station", not a misspelt "enstation". */
const station = /^stations?$/;

/** Reads a family that begins at piece `at`: as listed, spelled out ("e a p"), or with one typo. */
function readFamily(
  found: readonly Piece[],
  at: number,
  catalogue: Catalogue,
): { family: string; isCorrected: boolean; rest: string; next: number } | undefined {
  const head = found[at];
  if (head === undefined || head.isNumber) return undefined;
  if (!mayBeFamily(head, found[at + 1], catalogue)) return undefined;

  let letters = '';
  for (let next = at; next < Math.min(found.length, at + 9); next += 1) {
    const piece = found[next]!;
    if (piece.isNumber || (next > at && !glue.test(piece.gap))) break;
    letters += piece.text;
    if (catalogue.isFamily(letters)) return { family: letters, isCorrected: false, rest: '', next: next + 1 };
    if (letters.length >= catalogue.longestFamily) break;
  }

  const after = found[at + 1];
  const isBand = found[at + 2]?.text === 'ghz';
  if (head.text === 'station' && after !== undefined && stationNext.has(after.text) && !isBand) {
    return { family: 'enstation', isCorrected: false, rest: '', next: at + 1 };
  }
  for (const family of catalogue.families) {
    // Suffixes attached to a family without a number: "EnStationAC".
    if (head.text.startsWith(family) && cutSuffixes(head.text.slice(family.length)) !== undefined) {
      return { family, isCorrected: false, rest: head.text.slice(family.length), next: at + 1 };
    }
  }
  return readMisspelledFamily(head, after, at, catalogue);
}

/** Quickly rules out most words of most messages: a family keeps its first letter, unless a number follows. */
const mayBeFamily = ({ text }: Piece, after: Piece | undefined, { initials }: Catalogue): boolean =>
  initials.has(text[0]!) || initials.has(text[1] ?? '') || text === 'station' || after?.isNumber === true;

function readMisspelledFamily(head: Piece, after: Piece | undefined, at: number, catalogue: Catalogue) {
  for (const family of catalogue.families) {
    // Cheap tests first: this runs for every word of every message. The longest families come first.
    if (family.length < longFamily) break;
    const isNear =
      Math.abs(head.text.length - family.length) <= 4 && head.text.slice(0, 2).includes(family.slice(0, 1));
    if (!isNear || station.test(head.text)) continue;
    for (const tail of ['', 'ac']) {
      const stem = head.text.endsWith(tail) ? head.text.slice(0, head.text.length - tail.length) : '';
      if (stem.length >= longFamily - 1 && editDistance(stem, family, 2) <= 2 && stem !== family) {
        return { family, isCorrected: true, rest: tail, next: at + 1 };
      }
    }
  }
  if (after?.isNumber !== true || after.text.length < 3) return undefined;
  const near = catalogue.families.filter(
    (family) => family.length < longFamily && editDistance(head.text, family, 1) === 1,
  );
  const swapped = near.filter((family) => sortedLetters(family) === sortedLetters(head.text));
  // "ERS1200" swaps the letters of ESR, although ENS is also one letter away. If the number does not follow directly,
  // only a swap counts: "eat 600" is not a model. "ENR1200" may be an ENS or an ESR, so no family is assumed.
  const meant = swapped.length > 0 && glue.test(after.gap) ? swapped : tight.test(after.gap) ? near : [];
  const [family] = meant;
  return family !== undefined && meant.length === 1
    ? { family, isCorrected: true, rest: '', next: at + 1 }
    : undefined;
}

function readNumber(
  found: readonly Piece[],
  at: number,
  mayBeShort: boolean,
): { number: string; next: number } | undefined {
  const piece = found[at];
  if (piece === undefined || !glue.test(piece.gap)) return undefined;
  if (piece.isNumber) return { number: piece.text, next: at + 1 };
  const words = readNumberWords(found.slice(at, at + 6).map((word) => word.text));
  // In "the EAP one", the word is no number.
  if (words === undefined || (words.digits.length === 1 && !mayBeShort)) return undefined;
  return { number: words.digits, next: at + words.length };
}

/** Reads suffixes from piece `at` on: known ones nearby, and anything attached without a gap. */
function readSuffixes(found: readonly Piece[], at: number): Candidate['suffixes'] {
  const suffixes: Candidate['suffixes'] = [];
  let next = at;
  while (next < found.length) {
    const piece = found[next]!;
    if (!glue.test(piece.gap) || suffixes.length >= 4) break;
    const loose = /\s/.test(piece.gap);
    const version = found[next + 1];
    if (
      /^(v|ver|version|rev)$/.test(piece.text) &&
      version?.isNumber === true &&
      /^[\s.]{0,2}$/.test(version.gap)
    ) {
      next += 2;
      suffixes.push({ text: `v${version.text}`, next, loose });
      continue;
    }
    // In "two EPG600s" the plural is not part of the name.
    if (piece.text === 's' && piece.gap === '') break;
    const cut = piece.isNumber
      ? undefined
      : (cutSuffixes(piece.text) ?? cutSuffixes(piece.text.replace(/s$/, '')));
    if (cut === undefined && piece.gap !== '') break;
    next += 1;
    for (const text of cut ?? [piece.text]) suffixes.push({ text, next, loose });
  }
  return suffixes;
}

/** Reads a candidate at piece `at`; returns undefined if no known family begins there. */
export function readCandidate(
  found: readonly Piece[],
  at: number,
  catalogue: Catalogue,
): Candidate | undefined {
  const family = readFamily(found, at, catalogue);
  if (family === undefined) return undefined;
  const glued = (cutSuffixes(family.rest) ?? []).map((text) => ({
    text,
    next: family.next,
    loose: false,
  }));
  const number =
    glued.length === 0 ? readNumber(found, family.next, catalogue.hasShortNumbers(family.family)) : undefined;
  const next = number?.next ?? family.next;
  return {
    family: family.family,
    isFamilyCorrected: family.isCorrected,
    number: number?.number ?? '',
    suffixes: [...glued, ...readSuffixes(found, next)],
    next,
  };
}

/** A candidate's name with its first `count` suffixes. */
export const nameOf = (candidate: Candidate, count: number): NameParts => ({
  family: candidate.family,
  number: candidate.number,
  suffixes: candidate.suffixes.slice(0, count).map((suffix) => suffix.text),
});
