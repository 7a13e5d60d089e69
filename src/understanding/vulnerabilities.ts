import { editDistance } from './classifier/edit-distance.ts';
import { isEnglish } from './classifier/english.ts';
import type { Span } from './models/mention.ts';
import { createFindNames, type NameMention } from './names.ts';

/** The advisory's own CVE ids are CVE-2017-13077 to CVE-2017-13088. */
const KRACK_YEAR = 2017;
const KRACK_FIRST = 13_077;
const KRACK_LAST = 13_088;

const cveId = /\bcve[\s_-]{0,3}(\d{4})[\s_-]{0,3}(\d{4,7})\b/gi;
const bareKrackId = /\b2017-(1307[7-9]|1308[0-8])\b/;
const krackName = /\b(krac?ks?|kra[ck]k|krack\w*|wpa-?2|key reinstall\w*)\b/i;

const isKrackId = (year: string, number: string): boolean =>
  Number(year) === KRACK_YEAR && Number(number) >= KRACK_FIRST && Number(number) <= KRACK_LAST;

/** The CVE ids of a text, with whether each is one of KRACK's. */
function cveIds(text: string): { span: Span; isKrack: boolean }[] {
  return [...text.matchAll(cveId)].map((match) => ({
    span: { start: match.index, end: match.index + match[0].length },
    isKrack: isKrackId(match[1]!, match[2]!),
  }));
}

/** Where a text names one of KRACK's own CVE ids. */
export const findKrackIds = (text: string): Span[] =>
  cveIds(text).flatMap(({ span, isKrack }) => (isKrack ? [span] : []));

/** Whether a text speaks of KRACK by name, by what it attacks, or by one of its CVE ids. */
export const namesKrack = (text: string): boolean =>
  krackName.test(text) || bareKrackId.test(text) || findKrackIds(text).length > 0;

const weakness = String.raw`(?:holes?|vulnerabilit(?:y|ies)|vulns?|bugs?|flaws?|exploits?|weakness(?:es)?|backdoors?|attacks?|zero[- ]?days?|cves?)`;
/** What a weakness may sit in that is not the WPA2 handshake. */
const technology = String.raw`(?:upnp|telnet|ssh|snmp|https?|ssl|tls|openssl|samba|smb|bluetooth|ble|dns|dhcp|ntp|wps|wpa-?3|sae|pmkid|csrf|xss|sql|java|log4\w*|apache|linux|kernel|busybox|intel|amd|cpu|processor|broadcom|realtek|qualcomm|mediatek|chipset|login(?: page)?|admin|authentication|web ?(?:page|server|interface|ui|gui)|gui|command|buffer|router botnet|vpn|pptp|ipsec|cloud|ezmaster|skykey)`;
/** Kinds of weakness that KRACK is none of. */
const kinds = String.raw`(?:buffer overflows?|brute[- ]?forc\w+|(?:command|code|sql) injections?|cross[- ]site \w+|csrf|xss|remote code execution|rce|(?:auth\w*|login|password) bypass(?:es)?|bypass(?:es|ed|ing)? the (?:login|password|authentication)|ransomware|botnets?|malware|backdoors?|zero[- ]?days?|0[- ]?days?|hard-?coded (?:password|key|credential)s?)`;
const otherYear = String.raw`(?:19\d\d|20(?:0\d|1[0-6]|1[89]|2\d))`;

const described = new RegExp(
  [
    String.raw`\b${technology}(?: \w+){0,2}? ${weakness}\b`,
    String.raw`\b${weakness} (?:in|of|with|through|via|over) (?:the |your |its |my )?(?:\w+ )?${technology}\b`,
    String.raw`\b${otherYear}(?:'s)?(?: \w+){0,3}? ${weakness}\b`,
    String.raw`\b${weakness}(?: \w+){0,2}? (?:of|from|in|since) (?:\w+ )?${otherYear}\b`,
    String.raw`\b${kinds}\b`,
  ].join('|'),
  'gi',
);

const named = new RegExp(
  String.raw`\b(?:against|affected by|vulnerable (?:to|for)|exposed to|immune (?:to|against)|susceptible to|hit by|suffer from) (?:the |this )?([a-z][\w'’-]{3,})|\b([a-z][\w'’-]{3,}) (?:${weakness})\b|(?<=\b${weakness},? (?:called|named|known as|dubbed) ["“']?)([a-z][\w'’-]{3,})`,
  'gi',
);
/** Words near which a misspelling is one of KRACK or of attacks in general, no other name. */
const generalWords =
  'krack krak crack kracks attack attacks attacker attackers hack hacker hackers hacking vulnerability vulnerable weakness exploit intruder intruders neighbour neighbours wireless security handshake reinstallation encryption patched patch firmware engenius router device'.split(
    ' ',
  );
const isGeneral = (word: string): boolean =>
  isEnglish(word) || generalWords.some((known) => editDistance(word, known, 2) <= 2);

/** "the Evil Twin attack": a name of plain words, written as one. */
const titled = new RegExp(
  String.raw`(?<!^)\b((?:[A-Z][a-z]+[ -]){1,3})(?:attack|vulnerability|bug|flaw|exploit|hole|weakness)\b`,
  'g',
);
const ourTitles =
  /wi-?fi|wireless|engenius|en(?:viewer|talk|route|share)|access point|router|wpa|security|the\b|this\b/i;

const MOST_TRIED = 12;

/** "CallStranger", "tunnelcrack": a name that is no English word, where a weakness is named. */
function unheardName(text: string, isOurs: (span: Span) => boolean): Span[] {
  let tried = 0;
  for (const match of text.matchAll(named)) {
    // A message made of nothing but such places is no question.
    if ((tried += 1) > MOST_TRIED) break;
    const word = match[1] ?? match[2] ?? match[3]!;
    const start = match.index + match[0].indexOf(word);
    const span = { start, end: start + word.length };
    const plain = word.toLowerCase().replace(/['’]s$/, '');
    if (!/^[a-z-]+$/.test(plain) || isOurs(span)) continue;
    if (isGeneral(plain.replaceAll('-', '')) || plain.split('-').every(isGeneral)) continue;
    return [span];
  }
  return [];
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && a.end > b.start;

/**
 * Builds the finder of weaknesses that are not KRACK: CVE ids outside its range, names of the vocabulary, and what is
 * only described ("the UPnP hole", "the 2021 flaws", a name next to "vulnerability" that is no English word).
 * `others` are the spans of names that are known to be something else.
 */
export function createFindVulnerabilities(
  names: readonly string[],
): (text: string, others: readonly Span[]) => NameMention[] {
  const findNames = createFindNames(names.map((name) => ({ name, aliases: [] })));
  return (text, others) => {
    const isOurs = (span: Span) => others.some((other) => overlaps(span, other));
    const ids = cveIds(text).flatMap(({ span, isKrack }) => (isKrack ? [] : [span]));
    const found = findNames(text);
    const spans = namesKrack(text)
      ? ids
      : [
          ...ids,
          ...[...text.matchAll(described)].map((match) => ({
            start: match.index,
            end: match.index + match[0].length,
          })),
          ...[...text.matchAll(titled)]
            .filter(([, title = '']) => !ourTitles.test(title))
            .map((match) => ({ start: match.index, end: match.index + match[0].length })),
          ...unheardName(text, isOurs),
        ];
    for (const { start, end } of spans) {
      if (found.some((other) => overlaps(other, { start, end }))) continue;
      const written = text.slice(start, end);
      found.push({ name: written, written, start, end });
    }
    return found.sort((a, b) => a.start - b.start);
  };
}
