import ipaddr from 'ipaddr.js';
import { domainLabel, localPart } from '#text/email-address.ts';
import { type Finding, findingsOf } from './finding.ts';

/** "@", "(at)", "[at]", "{at}", with or without spaces around it. */
const AT = String.raw`(?:\s*@\s*|\s*[(\[{<]\s*at\s*[)\]}>]\s*)`;
const DOT = String.raw`(?:\.|\s*[(\[{<]\s*(?:dot|punkt|punto)\s*[)\]}>]\s*|\s+dot\s+)`;
const written = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])${localPart}${AT}${domainLabel}(?:${DOT}${domainLabel})*`,
  'giu',
);
/** "jane dot doe at example dot com": both words are required, because "at" alone is ordinary English. */
const spelt = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])${localPart}(?:\s+(?:dot|underscore|dash)\s+[\p{L}\p{N}]+)*\s+at\s+${domainLabel}(?:\s+dot\s+[\p{L}\p{N}]{2,})+`,
  'giu',
);

/** E-mail addresses, including those written to hide from programs. */
export function* findEmails(text: string): Generator<Finding> {
  yield* findingsOf(text, written, 'email');
  yield* findingsOf(text, spelt, 'email');
}

const pair = '[0-9a-f]{2}';
/**
 * Six pairs, three groups of four, or twelve digits in a row; a run of three or more pairs may be part of an address.
 */
const mac = new RegExp(
  String.raw`(?<![0-9a-z])(?:${pair}(?:([:\-. ])${pair})(?:\1${pair}){1,6}|[0-9a-f]{4}([.:\- ])[0-9a-f]{4}\2[0-9a-f]{4}|[0-9a-f]{12})(?![0-9a-z])`,
  'gi',
);

/** A time, a date or a number has no letters; a MAC address without letters is written as six pairs. */
function isMac(address: string): boolean {
  const isWhole = address.replaceAll(/[^0-9a-f]/gi, '').length >= 12;
  if (/^[\d\s]+$/.test(address)) return false;
  return /[a-f]/i.test(address) ? isWhole || /[:-]/.test(address) : isWhole && /[:-]/.test(address);
}

/** Whole MAC addresses, and longer parts of them. */
export const findMacs = (text: string): Generator<Finding> => findingsOf(text, mac, 'mac', isMac);

const four =
  /(?<![\d.])\d{1,3}(?:\s?[.,]\s?|\[\.\]|\s?dot\s?)\d{1,3}(?:(?:\s?[.,]\s?|\[\.\]|\s?dot\s?)(?:\d{1,3}|x{1,3}|\*)){1,2}(?:\/\d{1,2})?(?![\d.]*\d)/gi;
const firmware =
  /\b(?:firmware|fw|version|versions|ver|v|release|build|upgraded?|updated?|downgraded?)\b[^?!\n]{0,40}$/i;
const network = /\b(?:ip|address|gateway|server|ping|subnet|host|dns|router at|ap at)\b[^?!\n]{0,40}$/i;

/** Four numbers are an address, and so are three if the rest is left open, unless they are a version. */
function isIpv4(text: string) {
  return (address: string, at: number): boolean => {
    const parts = address
      .replace(/\/\d+$/, '')
      .split(/\s?[.,]\s?|\[\.\]|\s?dot\s?/i)
      .filter((part) => part !== '');
    const isOpen = /[x*]/i.test(address);
    if (parts.length !== 4 && !(isOpen && parts.length === 3)) return false;
    if (parts.some((part) => /^\d+$/.test(part) && (Number(part) > 255 || /^0\d/.test(part)))) return false;
    if (isOpen && !/^(?:10|127|169|172|192)$/.test(parts[0] ?? '')) return false;
    // "1, 2, 3, 4" is a list.
    if (address.includes(',') && !/^(?:10|127|169|172|192)$/.test(parts[0] ?? '')) return false;
    const before = text.slice(0, at);
    return !(/v$/i.test(before) || (firmware.test(before) && !network.test(before)));
  };
}

/** Groups of hexadecimal digits between colons; `ipaddr.js` says whether they are an address. */
const six =
  /(?<![\w:.])(?=[0-9a-f:]*:[0-9a-f]*:)[0-9a-f:]{3,39}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?:%\w+)?(?:\/\d{1,3})?(?![\w:]|\.\d)/gi;

const isIpv6 = (address: string): boolean =>
  address.length > 2 && ipaddr.IPv6.isValid(address.replace(/\/\d+$/, ''));

/** IPv4 and IPv6 addresses and subnets. */
export function* findIps(text: string): Generator<Finding> {
  yield* findingsOf(text, six, 'ip', isIpv6);
  yield* findingsOf(text, four, 'ip', isIpv4(text));
}
