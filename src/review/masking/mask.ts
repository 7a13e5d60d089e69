import { cleanUtterance } from '#understanding/clean.ts';
import { findEmails, findIps, findMacs } from './addresses.ts';
import type { Finding, PersonalKind } from './finding.ts';
import { findIntroductions, findKnownNames } from './names.ts';
import { findNumbers, findPasswords, findPhones, findSerials } from './numbers.ts';

/** A piece of a masked text. */
export interface MaskedPart {
  text: string;
  /** What was masked here; undefined for the customer's own words. */
  kind?: PersonalKind;
}

/** A text without personal data. */
interface Masked {
  /** Everything masked is replaced by a word in brackets: "my mail is [email]". */
  text: string;
  parts: MaskedPart[];
}

/** A range of a text, from `start` up to `end`. */
interface Place {
  start: number;
  end: number;
}

/** Masks the personal data in a text. @param names the customer's name, as far as it is known */
export type Mask = (text: string, names?: readonly string[]) => Masked;

const overlaps = (a: Place, b: Place): boolean => a.start < b.end && b.start < a.end;

/** Most trusted first. Findings of different rules may overlap. */
const findings = (text: string, names: readonly string[]): Finding[] => [
  ...findEmails(text),
  ...findPasswords(text),
  ...findIps(text),
  ...findMacs(text),
  ...findKnownNames(text, names),
  ...findIntroductions(text),
  ...findSerials(text),
  ...findPhones(text),
  ...findNumbers(text),
];

/**
 * Joins findings that overlap, so that nothing of what any rule has found stays readable. The kind is that of the most
 * trusted rule.
 * @param found most trusted first
 * @returns in the order of the text
 */
function joined(text: string, found: readonly Finding[]): Finding[] {
  const joint: Finding[] = [];
  for (const finding of found) {
    const touched = joint.filter((each) => overlaps(each, finding));
    const [first] = touched;
    if (first === undefined) joint.push({ ...finding });
    else if (hasMore(text, finding, touched)) {
      first.start = Math.min(finding.start, ...touched.map(({ start }) => start));
      first.end = Math.max(finding.end, ...touched.map(({ end }) => end));
      for (const other of touched.slice(1)) joint.splice(joint.indexOf(other), 1);
    }
  }
  return joint.sort((a, b) => a.start - b.start);
}

/** Whether a place has letters or digits outside of others. */
const hasMore = (text: string, { start, end }: Place, others: readonly Place[]): boolean =>
  [...text.slice(start, end).matchAll(/[\p{L}\p{N}]/gu)].some(
    ({ index }) => !others.some((other) => other.start <= start + index && start + index < other.end),
  );

/** Prepares a text as the rules expect it. */
const cleaned = (text: string): string => cleanUtterance(text).normalize('NFC');

/**
 * Builds the function that masks e-mail addresses, telephone and serial numbers, MAC and IP addresses, passwords and
 * names. When in doubt, it masks: a word in brackets does a phrase little harm.
 * @param namesIn where the text names models, apps and the like, which are never masked
 */
export function createMask(namesIn: (text: string) => readonly Place[]): Mask {
  return (text, names = []) => {
    const clean = cleaned(text);
    const ours = namesIn(clean);
    const found = findings(clean, names.map(cleaned)).filter(
      (finding) => finding.kind === 'email' || !ours.some((place) => overlaps(place, finding)),
    );
    const parts: MaskedPart[] = [];
    let at = 0;
    for (const { start, end, kind } of joined(clean, found)) {
      if (start > at) parts.push({ text: clean.slice(at, start) });
      parts.push({ text: `[${kind}]`, kind });
      at = end;
    }
    if (at < clean.length) parts.push({ text: clean.slice(at) });
    return { text: parts.map((part) => part.text).join(''), parts };
  };
}
