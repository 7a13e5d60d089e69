import { buildCatalogue, type Catalogue } from './catalogue.ts';
import { type Candidate, nameOf, readCandidate } from './candidate.ts';
import type { ModelMention } from './mention.ts';
import { type Piece, pieces } from './pieces.ts';

/** Letters that precede numbers without naming a device ("wpa2", "cve-2017-13077", "ac1200"). */
const notFamilies = new Set(
  'a ac aes an and app at ax be by ch chapter cve day draft for from ft ghz http https id ieee in ios ip ipv is isdn it k level line mbps mhz mp my n no nov number oct of on or page phase port ppm ps rev rfc rj room sha since step the tls to top udp usb user users v ver version vlan wep wifi win windows wpa year'.split(
    ' ',
  ),
);
const listGap = /^(\s|[,/&+])*(and|or|n|und|plus)?\s*$/i;
/** Words after a name that may be plain English ("the EAP600 ap", "EWS1025 cam"): dropped if they name no model. */
const alsoWords = new Set(['ap', 'cam']);

/** "The plain ESR750", "ESR750 without the H": the customer rules out the listed variants. */
const plainBefore = /\b(?:plain|normal|regular|standard|ordinary|original)(?: old)? $/i;
const plainAfter = /^,? (?:without|minus|not|no|w\/o)(?: an?| the)? (?:h|ext|ac|v\d)\b/i;
/** A model of this kind is named without it as often as with it: the EWS360 is the EWS360AP. */
const withKind = /(?:ap|cam)$/i;

/** Finds the models named in an utterance, left to right, without overlaps. */
export type FindModels = (text: string) => ModelMention[];

/** A family at least this long is a name in its own right. */
const LONG_FAMILY = 7;

interface Found {
  mention: ModelMention;
  /** The index after the last piece used. */
  next: number;
  /** The family, for "ESR300, 350 and 600". */
  family?: string;
  /** Family and number, for "EAP350 v1 or v2". */
  base?: string;
}

/**
 * Creates the recogniser of the listed names. It never confuses names that begin the same way: every written suffix
 * counts, and an unknown one makes the mention unlisted or ambiguous instead of shortening it.
 */
export function createFindModels(names: readonly string[]): FindModels {
  const catalogue = buildCatalogue(names);
  return (text) => {
    const found = pieces(text);
    const mentions: ModelMention[] = [];
    let family: string | undefined;
    let base: string | undefined;
    let at = 0;
    while (at < found.length) {
      const hit =
        readListed(text, found, at, catalogue) ??
        readElided(text, found, at, family, catalogue) ??
        readVersion(text, found, at, base, catalogue) ??
        readForeign(text, found, at, catalogue);
      if (hit === undefined) {
        // "and" and "or" continue a list; any other word ends it.
        if (!/^(and|or|n|und|plus)$/.test(found[at]!.text)) family = base = undefined;
        at += 1;
      } else {
        mentions.push(hit.mention);
        family = hit.family;
        base = hit.base;
        at = hit.next;
      }
    }
    return mentions;
  };
}

const spanOf = (text: string, found: readonly Piece[], at: number, next: number) => {
  const start = found[at]!.start;
  const end = found[next - 1]!.end;
  return { start, end, written: text.slice(start, end) };
};

function readListed(
  text: string,
  found: readonly Piece[],
  at: number,
  catalogue: Catalogue,
): Found | undefined {
  // A name does not begin in the middle of a run ("x0eap600").
  if (at > 0 && found[at]!.gap === '') return undefined;
  const candidate = readCandidate(found, at, catalogue);
  if (candidate === undefined) return undefined;
  const droppable = countDroppable(candidate);
  // "Our EWS APs" are a series, too.
  if (candidate.number === '' && candidate.suffixes.length === droppable)
    return readBareFamily(text, found, at, candidate, catalogue);

  for (let count = candidate.suffixes.length; count >= candidate.suffixes.length - droppable; count -= 1) {
    const model = catalogue.exact(nameOf(candidate, count));
    if (model === undefined) continue;
    const next = candidate.suffixes[count - 1]?.next ?? candidate.next;
    const span = spanOf(text, found, at, next);
    return {
      mention: { ...span, kind: 'listed', model, how: howRead(span.written, model, candidate) },
      next,
      family: candidate.family,
      base: baseOf(candidate),
    };
  }
  return readUnlisted(text, found, at, candidate, droppable, catalogue);
}

/** The number of suffixes at the end that may be plain words instead: a separate "ap" or "cam". */
function countDroppable({ suffixes }: Candidate): number {
  let count = 0;
  while (count < suffixes.length) {
    const suffix = suffixes[suffixes.length - 1 - count]!;
    if (!suffix.loose || !alsoWords.has(suffix.text)) break;
    count += 1;
  }
  return count;
}

const baseOf = ({ family, number }: Candidate): string => `${family} ${number}`;

function howRead(written: string, model: string, candidate: Candidate) {
  if (candidate.isFamilyCorrected) return 'typo';
  return written.toLowerCase() === model.toLowerCase() ? 'exact' : 'spelling';
}

/** "My EWS" is a series of models; "EAP" by itself is also a protocol. */
const owns = /^(?:my|our|an)$/;
const isNoModel =
  /^(?:authentication|tls|ttls|peap|fast|handshake|method|protocol|switch|switches|controller)$/;

const isOwned = (found: readonly Piece[], { at, next }: { at: number; next: number }): boolean =>
  owns.test(found[at - 1]?.text ?? '') && !isNoModel.test(found[next]?.text ?? '');

/** "EnStation" alone may be any of its models; a three-letter family counts only after "my", "our" or "an". */
function readBareFamily(
  text: string,
  found: readonly Piece[],
  at: number,
  candidate: Candidate,
  catalogue: Catalogue,
): Found | undefined {
  if (candidate.isFamilyCorrected && candidate.family.length < LONG_FAMILY) return undefined;
  if (candidate.family.length < LONG_FAMILY && !isOwned(found, { at, next: candidate.next }))
    return undefined;
  const mention: ModelMention = {
    ...spanOf(text, found, at, candidate.next),
    kind: 'ambiguous',
    options: catalogue.family(candidate.family),
  };
  return { mention, next: candidate.next, family: candidate.family };
}

function readUnlisted(
  text: string,
  found: readonly Piece[],
  at: number,
  candidate: Candidate,
  droppable: number,
  catalogue: Catalogue,
): Found | undefined {
  const kept = candidate.suffixes.length - droppable;
  const next = candidate.suffixes[kept - 1]?.next ?? candidate.next;
  const span = spanOf(text, found, at, next);
  const variants = catalogue.variants(candidate.family, candidate.number);
  const result = (mention: ModelMention): Found => ({
    mention,
    next,
    family: candidate.family,
    base: baseOf(candidate),
  });

  if (candidate.number === '' && candidate.isFamilyCorrected) return undefined;
  const isPlain = plainBefore.test(text.slice(0, span.start)) || plainAfter.test(text.slice(span.end));
  if (kept === 0 && isPlain && variants.length > 0 && !variants.some((name) => withKind.test(name)))
    return result({ ...span, kind: 'unlisted', near: variants });
  if (kept === 0 && variants.length === 1) {
    return result({ ...span, kind: 'listed', model: variants[0]!, how: 'variant' });
  }
  if (kept === 0 && variants.length > 1) return result({ ...span, kind: 'ambiguous', options: variants });
  const end = candidate.suffixes[kept - 1];
  // "EAP600 v3" states its version, and no listed model has it.
  const isLooseEnd = end?.loose === true && !/^v\d/.test(end.text);
  if (isLooseEnd && variants.length > 0) return result({ ...span, kind: 'ambiguous', options: variants });
  // A misspelt family that does not lead to a listed name is more likely not a model at all.
  if (candidate.isFamilyCorrected) return undefined;
  const near = catalogue.near(span.written);
  return result({ ...span, kind: 'unlisted', near: near.length > 0 ? near : variants.slice(0, 3) });
}

/** In "ESR300, 350 and 600H", a number in a list takes the previous family if that names a listed model. */
function readElided(
  text: string,
  found: readonly Piece[],
  at: number,
  family: string | undefined,
  catalogue: Catalogue,
): Found | undefined {
  const piece = found[at]!;
  if (family === undefined || !piece.isNumber || piece.text.length < 2 || !listGap.test(piece.gap))
    return undefined;
  const standIn: Piece = { text: family, isNumber: false, start: piece.start, end: piece.start, gap: ' ' };
  const candidate = readCandidate([standIn, { ...piece, gap: '' }, ...found.slice(at + 1)], 0, catalogue);
  if (candidate === undefined) return undefined;
  const count = candidate.suffixes.length;
  const model = catalogue.exact(nameOf(candidate, count));
  if (model === undefined) return undefined;
  const next = at - 1 + (candidate.suffixes[count - 1]?.next ?? candidate.next);
  return {
    mention: { ...spanOf(text, found, at, next), kind: 'listed', model, how: 'spelling' },
    next,
    family,
  };
}

/** In "EAP350 v1 or v2", a version in a list takes the family and number before it if that names a listed model. */
function readVersion(
  text: string,
  found: readonly Piece[],
  at: number,
  base: string | undefined,
  catalogue: Catalogue,
): Found | undefined {
  const [letters, number] = [found[at]!, found[at + 1]];
  if (base === undefined || !/^(?:v|ver|version|rev)$/.test(letters.text) || number?.isNumber !== true)
    return undefined;
  const [family = '', digits = ''] = base.split(' ');
  const model = catalogue.exact({ family, number: digits, suffixes: [`v${number.text}`] });
  if (model === undefined) return undefined;
  const span = spanOf(text, found, at, at + 2);
  return { mention: { ...span, kind: 'listed', model, how: 'spelling' }, next: at + 2, family, base };
}

/** Reads letters joined to three to five digits: a device's name, whoever makes it. */
function readForeign(
  text: string,
  found: readonly Piece[],
  at: number,
  catalogue: Catalogue,
): Found | undefined {
  const [letters, digits] = [found[at]!, found[at + 1]];
  if (letters.isNumber || digits === undefined || !digits.isNumber || !/^-?$/.test(digits.gap))
    return undefined;
  if (at > 0 && letters.gap === '') return undefined;
  if (letters.text.length < 2 || letters.text.length > 5 || digits.text.length < 3 || digits.text.length > 5)
    return undefined;
  if (notFamilies.has(letters.text)) return undefined;
  let next = at + 2;
  while (next < found.length && found[next]!.gap === '') next += 1;
  const span = spanOf(text, found, at, next);
  return { mention: { ...span, kind: 'unlisted', near: catalogue.near(span.written) }, next };
}
