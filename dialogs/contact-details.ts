import { test } from 'linkifyjs';
import { domainLabel, isUsableAddress, localPart, plainAddress } from '#text/email-address.ts';

/** An e-mail address found in a text. */
export interface WrittenAddress {
  email: string;
  /** The address as it was typed. */
  written: string;
  /**
   * Set if the address was spelled out or does not end in a public domain ("sam@example.con"): it should be confirmed.
   */
  isDoubtful: boolean;
}

const plain = new RegExp(String.raw`(?<![\p{L}\p{N}.@_%+&'’-])${plainAddress}(?!@)`, 'gu');
const at = String.raw`\s{0,3}(?:[([{<]\s?(?:at|@)\s?[)\]}>]|@)\s{0,3}`;
const dot = String.raw`(?:\s{0,3}[([{<]\s?(?:dot|\.)\s?[)\]}>]\s{0,3}|\s{1,3}dot\s{1,3})`;
/** "sam at example dot com", "sam(at)example.com", "sam @ example.com". */
const spelled = new RegExp(
  String.raw`(?<![\p{L}\p{N}.@_%+&'’-])(${localPart}(?:${dot}${localPart}){0,3})(?:${at}(${domainLabel}(?:(?:${dot}|\.)${domainLabel}){1,8})|\s{1,3}at\s{1,3}(${domainLabel}(?:(?:${dot}|\.)${domainLabel}){0,8}${dot}${domainLabel}))(?![@\p{L}\p{N}])`,
  'giu',
);

/**
 * Finds the first e-mail address in a text. Copes with brackets, quotes, a full stop after it, letters beyond ASCII and
 * addresses that are spelled out. Returns undefined if there is none.
 */
export function addressIn(text: string): WrittenAddress | undefined {
  for (const [written] of text.matchAll(plain))
    if (isUsableAddress(written)) return { email: written, written, isDoubtful: !test(written, 'email') };
  for (const [written, name = '', ...domains] of text.matchAll(spelled)) {
    const domain = domains.find((one) => one !== undefined) ?? '';
    const email = `${name}@${domain}`.replaceAll(new RegExp(dot, 'giu'), '.');
    // "Look at www dot example dot com" is a web site.
    if (isUsableAddress(email) && !/^www\./i.test(domain) && !/@www\./i.test(email))
      return { email, written, isDoubtful: true };
  }
  return undefined;
}

const FEWEST_DIGITS = 7;
const MAX_DIGITS = 15;

/** The first telephone number in a text, as it was typed; undefined if there is none. */
export function phoneIn(text: string): string | undefined {
  return [...text.matchAll(/\+?\(?\d[\d\s()./-]{5,}\d/g)]
    .map(([written]) => written)
    .find((written) => {
      const digits = written.replaceAll(/\D/g, '').length;
      return digits >= FEWEST_DIGITS && digits <= MAX_DIGITS;
    });
}

const capitalised = String.raw`\p{Lu}[\p{L}\p{M}'’-]*`;
const particle = String.raw`(?:van|von|de|del|der|den|da|di|la|le|al|bin|ten|zu)`;
const title = String.raw`(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )`;
const fullName = String.raw`${title}?${capitalised}(?: (?:${particle} )*${capitalised}){0,3}`;
const ends = String.raw`(?=\s*(?:$|[\n,.;:!(<–-]|(?:from|at|of|here|and|with|in|calling|writing)\b))`;
const wholeWord = String.raw`(?![\p{L}\p{M}\p{N}])`;
const introduced = [
  // "The model name is …" and "network name: …" name something else.
  new RegExp(
    String.raw`(?:\b[Mm]y (?:full )?|(?:^|[\n.!?,;(] ?)(?:[Tt]he )?)[Nn]ame(?: is|['’]s|:) (${fullName})${wholeWord}`,
    'u',
  ),
  new RegExp(String.raw`\b(?:[Tt]his is|I['’]m|I am|[Hh]ere is) (${fullName})${ends}`, 'u'),
  new RegExp(String.raw`(?:^|[\n.!?] *)(${fullName}) here\b`, 'u'),
  new RegExp(
    String.raw`\b(?:[Rr]egards|[Cc]heers|[Tt]hanks|[Tt]hank you|[Bb]est|[Ss]incerely|[Yy]ours)[,.!]*\s+[-–]?\s*(${fullName})\s*$`,
    'u',
  ),
];

/** Words that no name contains: a mood, an agreement, haste ("This is Urgent!", "sounds good"). */
const neverNames =
  /(?<!\p{L})(?:whatever|urgent|important|critical|serious|ridiculous|unacceptable|absurd|terrible|awful|annoying|annoyed|disappointed|disappointing|angry|furious|upset|frustrated|frustrating|tired|unhappy|happy|useless|crazy|broken|confirm(?:ed)?|approved|sounds|asap|possible|matters?|quickly|hurry|nothing|everything|name)(?!\p{L})/iu;

/** Collapses runs of white space, on which the patterns for names would backtrack again and again. */
const compact = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

/** The name with which the author of a longer text introduces themselves ("This is Pat from …"), if they do. */
export function nameIn(text: string): string | undefined {
  const compacted = compact(text);
  for (const pattern of introduced) {
    const name = pattern.exec(compacted)?.[1];
    if (name !== undefined && !neverNames.test(name)) return name;
  }
  return undefined;
}

const LONGEST_NAME = 80;
/** Room for a name and everything that may surround it. */
const LONGEST_REPLY = 300;
const MAX_WORDS = 5;
const leadIn =
  /^[^\p{L}\p{N}]*(?:(?:oh|ok(?:ay)?|sure|yes|well|hi|hello|sorry|then|just|so|no|nope|actually|wrong(?: name)?|correction|rather)\b[\s,.!:]*)*(?:(?:my (?:full )?name(?: is|['’]?s)?|the name(?: is|['’]?s)?|name|i am|i['’]?m|it is|it['’]?s|this is|that['’]?s|(?:you can )?call me|for)\b[\s:]*)?(?:just\s+)?/iu;
const leadOut = /[\s,]*\b(?:then|here|please|thanks|thank you|is my name|will do|is fine|is enough)\s*$/i;
/** Common words of sentences: a lower-case reply with several of them is not a name. */
const ofSentences =
  /(?<!\p{L})(?:the|a|an|is|are|was|it|its|not|no|to|do|did|you|your|my|me|they|them|we|i|don['’]?t|have|has|can|will|would|that|this|what|why|how|please|want|need|just|already|again|use|send|try|write|take|but|or|with|for|on|at|as|go|all|clear|soon|later|done|ready|good|fine)(?!\p{L})/u;

/** The name in a reply to "What is your name?" ("it's Sam", "Jo Winter then"); undefined if there is none. */
export function nameReplied(reply: string): string | undefined {
  const compacted = compact(reply);
  if (compacted.length > LONGEST_REPLY) return undefined;
  const name = compacted
    .replace(leadIn, '')
    .replace(/[\s,.;:!?)"”]+$/, '')
    .replace(leadOut, '')
    .replace(/^["“(]/, '')
    .trim();
  const words = name.split(/\s+/);
  const isOfLetters = words.every((word) => /^[\p{L}\p{M}][\p{L}\p{M}'’.-]*$/u.test(word));
  if (!isOfLetters || words.length > MAX_WORDS || name.length > LONGEST_NAME) return undefined;
  return ofSentences.test(name) || neverNames.test(name) ? undefined : name;
}

/** Words before a name that introduce or correct it. */
const introduces =
  /(?<!\p{L})(?:name|call me|i am|i['’]?m|it is|it['’]?s|this is|that['’]?s|no|nope|wrong|actually|correction|sorry|rather|for)(?!\p{L})/iu;
const fullNameAlone = new RegExp(`^${capitalised}(?: ${capitalised})+$`, 'u');
/** Whether a name has a first and a last part, both with a capital. */
export const isFullName = (name: string): boolean => fullNameAlone.test(name);

/**
 * The name in a reply to "from Kim Lund. Is that right?": introduced ("it's Kim Lundgren"), given in full, or similar to
 * the `known` one. Any other words are an opinion rather than a name.
 */
export function nameCorrected(reply: string, known: string | null | undefined): string | undefined {
  const name = nameReplied(reply);
  if (name === undefined) return undefined;
  const before = compact(reply).split(name, 1)[0] ?? '';
  const parts = new Set(known?.toLowerCase().split(' '));
  const isSimilar = name
    .toLowerCase()
    .split(' ')
    .some((part) => parts.has(part));
  return isSimilar || introduces.test(before) || isFullName(name) ? name : undefined;
}

const leadToAddress =
  /[\s,;(<–-]*(?:\band\s+)?(?:\b(?:my|the)\s+)?(?:\be-?mail\b|\bmail\b|\baddress\b|\bcontact\b)?(?:\s+address)?(?:\s+is|\s*:)?[\s(<["“]*$/i;

/** How many characters before an address are searched for words that lead up to it. */
const LONGEST_LEAD = 80;

/** A reply without its address and the words that lead up to it ("and my mail is …"). */
export function withoutAddress(reply: string, written: string): string {
  const start = reply.indexOf(written);
  const compacted = compact(reply.slice(0, start));
  const before =
    compacted.slice(0, -LONGEST_LEAD) + compacted.slice(-LONGEST_LEAD).replace(leadToAddress, '');
  return `${before} ${reply.slice(start + written.length).replace(/^[\s>)\]"”.,;:!]+/, '')}`.trim();
}
