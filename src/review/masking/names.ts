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

const bare = (letter: string): string => letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
/**
 * A text without accents. A letter whose plain form has another length stays as it is (in Hangul, one syllable would
 * become several letters), so that positions in the plain text are positions in the original.
 */
const unaccented = (text: string): string =>
  text.replaceAll(/[^\0-\x7f]/gu, (letter) => {
    const plain = bare(letter);
    return plain.length === letter.length ? plain : letter;
  });
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Scripts that put no space around a name, and in which a name of two characters is whole. */
const isUnspaced = (name: string): boolean =>
  /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(name);
/** Shorter parts of a name are too often ordinary words or initials. */
const isLongEnough = (part: string): boolean => part.length >= (isUnspaced(part) ? 2 : 3);

/**
 * The customer's known names, in full or in part. A part that is also an ordinary word ("Will") counts only with a
 * capital, and not at the beginning of a sentence. Text and names must have been cleaned in the same way.
 */
export function* findKnownNames(text: string, known: readonly string[]): Generator<Finding> {
  const plain = unaccented(text);
  for (const name of known) {
    const parts = unaccented(name).match(/[\p{L}\p{M}\p{N}'-]+/gu) ?? [];
    const wholes = parts.length > 1 ? [parts, parts.toReversed()] : [];
    for (const whole of wholes) yield* findingsOf(plain, pattern(whole), 'name');
    for (const part of parts.filter(isLongEnough)) {
      const isCommon = isEnglish(part.toLowerCase());
      yield* findingsOf(plain, pattern([part]), 'name', (written, at) =>
        isCommon ? /^\p{Lu}/u.test(written) && !/(?:^|[.!?\n]\s*)$/.test(plain.slice(0, at)) : true,
      );
    }
  }
}

/** Finds the parts of a name in this order, as whole words where the script has spaces. */
function pattern(parts: readonly string[]): RegExp {
  const between = String.raw`[\s.,_-]`;
  const source = parts.map(escaped);
  if (parts.some(isUnspaced)) return new RegExp(source.join(`${between}*`), 'giu');
  const letter = String.raw`[\p{L}\p{M}\p{N}]`;
  return new RegExp(`(?<!${letter})${source.join(`${between}+`)}(?!${letter})`, 'giu');
}
