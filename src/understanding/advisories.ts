import { numberOf, yearOf } from '#knowledge/advisories.ts';
import type { Advisory } from '#knowledge/knowledge.ts';
import type { Span } from './models/mention.ts';
import { namesSource } from './names.ts';

/** The parts of an advisory by which it is recognised. */
export type AdvisoryNames = Pick<Advisory, 'id' | 'name' | 'aliases' | 'cves' | 'years'>;

/** An advisory in a text: by a name, by a CVE id, or because it was in focus. */
export interface AdvisoryMention extends Span {
  advisory: string;
  how: 'name' | 'id' | 'context';
  written: string;
  /** The text contains the name as the knowledge spells it, and not a word that contains it ("krackattacks"). */
  isWhole?: boolean;
  /** What the classifier reads instead, if that differs from the text. */
  masked?: string;
}

/** The advisories that a text names, and the CVE ids in it that belong to none of them. */
export interface NamedAdvisories {
  mentions: AdvisoryMention[];
  otherIds: Span[];
}

const cveId = /\b(cve[\s_-]{0,3})?(\d{4})[\s_-]{0,3}(\d{4,7})\b/gi;
/** Without "CVE" only the written form of an id counts: "2017-13080". */
const bareId = /^\d{4}-\d{4,7}$/;

const spanOf = (match: RegExpExecArray): Span & { written: string } => ({
  start: match.index,
  end: match.index + match[0].length,
  written: match[0],
});

/** Builds the finder of advisories. Patterns are built once; a text costs one pass per advisory and one for the ids. */
export function createFindAdvisories(
  advisories: readonly AdvisoryNames[],
): (text: string) => NamedAdvisories {
  const words = new Map(advisories.map(({ id, name }) => [id, name.toLowerCase()]));
  const named = advisories.map(({ id, name, aliases }) => ({
    id,
    whole: new Set([name, ...aliases].map(flat)),
    pattern: new RegExp(namesSource([name, ...aliases]), 'gi'),
  }));
  const ranges = advisories.flatMap(({ id, cves }) =>
    cves.map(({ from, to }) => ({
      id,
      year: yearOf(from),
      first: numberOf(from),
      last: numberOf(to),
    })),
  );
  const ownerOf = (year: number, number: number): string | undefined =>
    ranges.find((range) => range.year === year && number >= range.first && number <= range.last)?.id;

  function byName(text: string): AdvisoryMention[] {
    return named.flatMap(({ id: advisory, pattern, whole }) =>
      [...text.matchAll(pattern)].map((match): AdvisoryMention => {
        const word = words.get(advisory) ?? '';
        // "frag attacks" becomes FragAttacks; a word used instead of a name stays as it is.
        const isSpaced = /[\s_-]/.test(match[0]) && flat(match[0]) === flat(word);
        return {
          advisory,
          how: 'name',
          ...spanOf(match),
          isWhole: whole.has(flat(match[0])),
          ...(isSpaced ? { masked: word } : {}),
        };
      }),
    );
  }

  return (text) => {
    const mentions = byName(text);
    const otherIds: Span[] = [];
    for (const match of text.matchAll(cveId)) {
      const [written, prefix, year, number] = match;
      if (prefix === undefined && !bareId.test(written)) continue;
      const advisory = ownerOf(Number(year), Number(number));
      const span = spanOf(match);
      if (advisory === undefined && prefix !== undefined) otherIds.push(span);
      if (advisory === undefined) continue;
      if (prefix === undefined) mentions.push({ advisory, how: 'name', ...span });
      else mentions.push({ advisory, how: 'id', ...span, masked: words.get(advisory) ?? '' });
    }
    return { mentions: mentions.sort((a, b) => a.start - b.start), otherIds };
  };
}

/** Without spaces and hyphens. */
const flat = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]+/g, '');

/** An advisory from the context, as if this text had named it. */
export const advisoryFromContext = (advisory: string): AdvisoryMention => ({
  advisory,
  how: 'context',
  written: '',
  start: 0,
  end: 0,
});

/** The ids of the advisories that mentions name, each once, without those that were only in focus. */
export const advisoriesNamed = (mentions: readonly AdvisoryMention[]): string[] => [
  ...new Set(mentions.flatMap(({ advisory, how }) => (how === 'context' ? [] : [advisory]))),
];
