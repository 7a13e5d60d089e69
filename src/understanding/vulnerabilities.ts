import type { AdvisoryNames, NamedAdvisories } from './advisories.ts';
import { editDistance } from './classifier/edit-distance.ts';
import { isEnglish } from './classifier/english.ts';
import type { Span } from './models/mention.ts';
import { createFindNames, type NameMention } from './names.ts';

const weakness = String.raw`(?:holes?|vulnerabilit(?:y|ies)|vulns?|bugs?|flaws?|exploits?|weakness(?:es)?|backdoors?|attacks?|zero[- ]?days?|cves?)`;
/** Where a vulnerability may be. */
const technology = String.raw`(?:upnp|telnet|ssh|snmp|https?|ssl|tls|openssl|samba|smb|bluetooth|ble|dns|dhcp|ntp|wps|wpa-?3|sae|pmkid|csrf|xss|sql|java|log4\w*|apache|linux|kernel|busybox|intel|amd|cpu|processor|broadcom|realtek|qualcomm|mediatek|chipset|login(?: page)?|admin|authentication|web ?(?:page|server|interface|ui|gui)|gui|command|buffer|router botnet|vpn|pptp|ipsec|cloud|ezmaster|skykey)`;
/** Kinds of vulnerability. */
const kinds = String.raw`(?:buffer overflows?|brute[- ]?forc\w+|(?:command|code|sql) injections?|cross[- ]site \w+|csrf|xss|remote code execution|rce|(?:auth\w*|login|password) bypass(?:es)?|bypass(?:es|ed|ing)? the (?:login|password|authentication)|ransomware|botnets?|malware|backdoors?|zero[- ]?days?|0[- ]?days?|hard-?coded (?:password|key|credential)s?)`;

/** A vulnerability that is only described. @param years those of the advisories, which may be the ones meant */
function describedSource(years: readonly number[]): string {
  const own = years.length === 0 ? '' : `(?!${years.join('|')})`;
  const otherYear = String.raw`${own}(?:19\d\d|20[0-2]\d)`;
  return [
    String.raw`\b${technology}(?: \w+){0,2}? ${weakness}\b`,
    String.raw`\b${weakness} (?:in|of|with|through|via|over) (?:the |your |its |my )?(?:\w+ )?${technology}\b`,
    String.raw`\b${otherYear}(?:'s)?(?: \w+){0,3}? ${weakness}\b`,
    String.raw`\b${weakness}(?: \w+){0,2}? (?:of|from|in|since) (?:\w+ )?${otherYear}\b`,
    String.raw`\b${kinds}\b`,
  ].join('|');
}

const named = new RegExp(
  String.raw`\b(?:against|affected by|vulnerable (?:to|for)|exposed to|immune (?:to|against)|susceptible to|hit by|suffer from) (?:the |this )?([a-z][\w'’-]{3,})|\b([a-z][\w'’-]{3,}) (?:${weakness})\b|(?<=\b${weakness},? (?:called|named|known as|dubbed) ["“']?)([a-z][\w'’-]{3,})`,
  'gi',
);
/** Every match of the patterns above and below contains one of these; most messages contain none. */
const hint =
  /hole|vuln|bug|flaw|exploit|weakness|backdoor|attack|zero[- ]?day|0[- ]?day|cve|overflow|brute|injection|cross[- ]site|csrf|xss|remote code|rce|bypass|ransomware|botnet|malware|hard-?coded|against|affected by|exposed to|immune|susceptible|hit by|suffer from/i;

/** Words near which a misspelling means an attack in general and not another name. */
const generalWords =
  'crack attack attacks attacker attackers hack hacker hackers hacking vulnerability vulnerable weakness exploit intruder intruders neighbour neighbours wireless security handshake reinstallation encryption patched patch firmware engenius router device'.split(
    ' ',
  );

/** Whether a word is English, or a misspelling of an English word or of an advisory's name. */
function createIsGeneral(advisories: readonly AdvisoryNames[]): (word: string) => boolean {
  const names = advisories
    .flatMap(({ name, aliases }) => [name, ...aliases])
    .map((name) => name.toLowerCase().replaceAll(/[\s*_-]/g, ''))
    .filter((name) => /^[a-z]{4,}$/.test(name));
  const known = [...generalWords, ...new Set(names)];
  return (word) => isEnglish(word) || known.some((each) => editDistance(word, each, 2) <= 2);
}

/** "the Evil Twin attack": a name that consists of plain words but is written as a name. */
const titled = new RegExp(
  String.raw`(?<!^)\b((?:[A-Z][a-z]+[ -]){1,3})(?:attack|vulnerability|bug|flaw|exploit|hole|weakness)\b`,
  'g',
);
const ourTitles = /wi-?fi|wireless|engenius|access point|router|wpa|security|the\b|this\b/i;

const MAX_TRIED = 12;

/** "CallStranger", "tunnelcrack": a name that is not an English word, near a word for a vulnerability. */
function unheardName(
  text: string,
  isOurs: (span: Span) => boolean,
  isGeneral: (word: string) => boolean,
): Span[] {
  let tried = 0;
  for (const match of text.matchAll(named)) {
    // A message of nothing but such matches is not a question.
    if ((tried += 1) > MAX_TRIED) break;
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

/** Known names, which therefore are not unknown vulnerabilities. */
interface KnownNames {
  otherVulnerabilities: readonly string[];
  advisories: readonly AdvisoryNames[];
  apps: readonly { name: string }[];
}

/**
 * Builds the finder of vulnerabilities that no advisory covers: CVE ids outside their ranges, names in the vocabulary
 * and, if no advisory is named, those that are only described ("the UPnP hole", "the 2021 flaws", a name that is not an
 * English word next to "vulnerability"). `others` are the spans of names that are known to be something else.
 */
export function createFindVulnerabilities({
  otherVulnerabilities,
  advisories,
  apps,
}: KnownNames): (text: string, named: NamedAdvisories, others: readonly Span[]) => NameMention[] {
  const findNames = createFindNames(otherVulnerabilities.map((name) => ({ name, aliases: [] })));
  const described = new RegExp(describedSource(advisories.flatMap(({ years }) => years)), 'gi');
  const isGeneral = createIsGeneral(advisories);
  const isOurTitle = (title: string): boolean =>
    ourTitles.test(title) || apps.some(({ name }) => title.toLowerCase().includes(name.toLowerCase()));
  return (text, { mentions, otherIds }, others) => {
    const isOurs = (span: Span) => others.some((other) => overlaps(span, other));
    const found = findNames(text);
    const spans =
      mentions.length > 0 || !hint.test(text)
        ? otherIds
        : [
            ...otherIds,
            ...[...text.matchAll(described)].map((match) => ({
              start: match.index,
              end: match.index + match[0].length,
            })),
            ...[...text.matchAll(titled)]
              .filter(([, title = '']) => !isOurTitle(title))
              .map((match) => ({ start: match.index, end: match.index + match[0].length })),
            ...unheardName(text, isOurs, isGeneral),
          ];
    for (const { start, end } of spans) {
      if (found.some((other) => overlaps(other, { start, end }))) continue;
      const written = text.slice(start, end);
      found.push({ name: written, written, start, end });
    }
    return found.sort((a, b) => a.start - b.start);
  };
}
