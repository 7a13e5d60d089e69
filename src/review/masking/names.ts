import { isEnglish } from '#understanding/classifier/english.ts';
import { type Finding, findingsOf } from './finding.ts';

const Name = String.raw`(?!I\b)\p{Lu}[\p{L}'’]*(?:-\p{Lu}[\p{L}'’]*)?`;
const particle = String.raw`(?:(?:van|von|de|der|den|da|di|del|la|le|el|al|bin|ibn|mc|of)\s+){0,2}`;
const names = String.raw`${particle}${Name}(?:\s+(?:\p{Lu}\.\s*)?${particle}${Name}){0,3}`;

/** Cues after which a capitalised word is a name. */
const cued = new RegExp(
  [
    String.raw`\b(?:[Mm]y (?:\w+ )?name(?:'s|’s| is|:)|[Nn]ame\s*[:=]|[Cc]all me|[Tt]his is|[Ii]['’]?m called|[Ii] am called|[Aa]sk for|[Aa]ttn\.?:?|[Mm]e llamo|[Mm]ein Name ist|[Ii]ch hei(?:ß|ss)e)\s+(?<data>${names})`,
    String.raw`\b(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r|[Pp]rof|[Hh]err|[Ff]rau|[Ss]e(?:ñ|n)ora?|[Mm]adame|[Mm]onsieur|[Ss]ir)\.?\s+(?<data>${names})`,
    String.raw`\b(?:[Rr]egards|[Tt]hanks|[Tt]hank you|[Cc]heers|[Ss]incerely|[Bb]est|[Yy]ours(?: truly)?|[Gg]reetings|[Gg]r(?:ü|u)(?:ß|ss)e)[,!.\s]*[\n,–-]\s*(?<data>${names})\s*$`,
  ].join('|'),
  'gmu',
);
/** "I'm Anna", "I am Anna Smith here": a capital alone does not make "I'm Upset" a name. */
const introduced = new RegExp(
  String.raw`\b(?:[Ii]['’]?m|[Ii] am|[Ii]t['’]s|[Hh]ere is|[Hh]i,?|[Hh]ello,?|[Hh]ey,?|[Dd]ear)\s+(?<data>${names})`,
  'gu',
);
/** "my name is anna": what follows is a name, capitalised or not. */
const named =
  /\bmy (?:first |last |full |user ?)?name(?:'s|’s| is|s)\s+(?<data>\p{L}[\p{L}'’-]+(?:\s+\p{L}[\p{L}'’-]+)?)/giu;

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}]+/gu) ?? [];
/** "I am CTO" */
const abbreviation = /^\p{Lu}{2,4}$/u;
const isOrdinary = (name: string): boolean =>
  abbreviation.test(name) || words(name).every((word) => isEnglish(word));
const follows = new Set(
  'and i but from with the my is it we what how can here please so at in a an who or'.split(' '),
);

/** Names that people introduce themselves with, greet with or sign with. */
export function* findIntroductions(text: string): Generator<Finding> {
  yield* cuedNames(text);
  yield* findingsOf(text, introduced, 'name', (name) => !isOrdinary(name));
  for (const finding of findingsOf(text, named, 'name')) {
    const [first = '', ...rest] = text.slice(finding.start, finding.end).split(/\s+/);
    if (follows.has(first.toLowerCase())) continue;
    const isWhole = rest.every((word) => !follows.has(word.toLowerCase()));
    yield isWhole ? finding : { ...finding, end: finding.start + first.length };
  }
}

function* cuedNames(text: string): Generator<Finding> {
  for (const match of text.matchAll(cued)) {
    const data = match.slice(1).find((group) => group !== undefined) ?? '';
    const start = match.index + match[0].lastIndexOf(data);
    if (/^(?:this is)/i.test(match[0]) && isOrdinary(data)) continue;
    yield { start, end: start + data.length, kind: 'name' };
  }
}

const bare = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
/** Shorter parts of a name are too often ordinary words or initials. */
const SHORTEST_PART = 3;

/**
 * The customer's known names, in full or in part. A part that is also an ordinary word ("Will") counts only with a
 * capital, and not at the beginning of a sentence.
 */
export function* findKnownNames(text: string, known: readonly string[]): Generator<Finding> {
  // Each accented letter is replaced by exactly one unit, so that positions in the plain text are positions in the
  // original.
  const plain = text.replaceAll(/[^\0-\x7f]/gu, (letter) => bare(letter) || letter);
  if (plain.length !== text.length) return;
  for (const name of known) {
    const parts = bare(name).match(/[\p{L}\p{N}'’-]+/gu) ?? [];
    const wholes =
      parts.length > 1
        ? [parts.join(String.raw`[\s.,_-]+`), parts.toReversed().join(String.raw`[\s.,_-]+`)]
        : [];
    for (const whole of wholes) yield* findingsOf(plain, bounded(whole, 'giu'), 'name');
    for (const part of parts.filter(({ length }) => length >= SHORTEST_PART)) {
      const isCommon = isEnglish(part.toLowerCase());
      yield* findingsOf(plain, bounded(escaped(part), 'giu'), 'name', (written, at) =>
        isCommon ? /^\p{Lu}/u.test(written) && !/(?:^|[.!?\n]\s*)$/.test(plain.slice(0, at)) : true,
      );
    }
  }
}

const bounded = (source: string, flags: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${source}(?![\p{L}\p{N}])`, flags);
