import { digitsIn, type Finding, findingsOf } from './finding.ts';

/** Digits, with what people put between them. */
const run =
  /(?<![\p{L}\p{N}.,/]|\d:)(?:\+|\(\+?|00)?\d(?:[\s().\-\u2010-\u2015/]{0,3}\d){4,16}(?![\p{L}\p{N}]|[.,:]\d)/gu;
const calls =
  /\b(?:phone|tel|telephone|telefon|mobile|mobil|cell|handy|call|ring|reach|whatsapp|sms|text|fax|dial|number is|contact)\b[^?!\n]{0,30}$/i;
const date = /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2}))$/;
const years = /^(?:(?:19|20)\d\d[\s\-/–]*)+$/;
/** "555-0142", "555-010-0142", "(555) 010 0142", "0151 2345678". */
const usualGroups = /^\(?\d{3}\)?[\s.\-/]?(?:\d{3}[\s.\-/])?\d{4}$/;
/** The limit set by the standard (E.164), not counting two leading zeros and one in brackets. */
const MAX_PHONE_DIGITS = 15;

const isCve = (before: string): boolean => /cve[-\s]?(?:\d{4}-)?$/i.test(before);

function isPhone(text: string) {
  return (number: string, at: number): boolean => {
    const before = text.slice(0, at);
    const digits = digitsIn(number.replace(/^00/, '').replace('(0)', ''));
    if (digits > MAX_PHONE_DIGITS || date.test(number) || years.test(number) || isCve(before)) return false;
    if (calls.test(before)) return digits >= 5;
    if (digits < 7) return false;
    if (/^(?:\+|\(|0)/.test(number)) return true;
    const groups = number.match(/\d+/g) ?? [];
    // Channels and prices in a row: "36 40 44 48".
    if (groups.length > 1 && groups.every((group) => group.length <= 2)) return false;
    if (number.includes('  ') || groups.length > 5) return false;
    return groups.length > 1 && (digits >= 10 || (/[-.]/.test(number) && usualGroups.test(number)));
  };
}

const digitWord = '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)';
const spelt = new RegExp(String.raw`\b${digitWord}(?:[\s,-]+${digitWord}){6,16}\b`, 'gi');

/** Telephone numbers: international, national, in any groups, or spelt out. */
export function* findPhones(text: string): Generator<Finding> {
  yield* findingsOf(text, run, 'phone', isPhone(text));
  yield* findingsOf(text, spelt, 'phone');
}

const LONG_NUMBER = 7;
const longNumber = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])\d(?:[ \-]?\d){${LONG_NUMBER - 1},}(?![\p{L}\p{N}])`,
  'gu',
);

/** Other long numbers: orders, accounts, cards. */
export const findNumbers = (text: string): Generator<Finding> =>
  findingsOf(text, longNumber, 'number', (number, at) => {
    const groups = number.match(/\d+/g) ?? [];
    const isList = groups.length > 1 && groups.every((group) => group.length < 4);
    return !isList && !date.test(number) && !years.test(number) && !isCve(text.slice(0, at));
  });

/** Anything that contains a digit after "serial number", "S/N" and the like. */
const afterCue =
  /\b(?:serial(?:\s*(?:number|no\.?|nr\.?|#|code))?|s\/n|sn|snr|seriennummer)\s*(?:is|was|reads|[:=#.]|-\s)*\s*(?<data>(?=[\w-]*\d)[a-z0-9](?:[\w-]*[a-z0-9]|(?: ?[a-z0-9]*\d[a-z0-9]*)*)+)/giu;
const token = /(?<![\p{L}\p{N}_.])[a-z0-9]+(?:-[a-z0-9]+)*(?![\p{L}\p{N}_])/giu;

/** "EWS1200-28TFP" */
const modelLike = /^[a-z]{2,4}\d{3,4}(?:-?\d{0,2}[a-z]{1,4}\d?)?$/i;

/** Serial numbers are long and mostly digits; any maker's model names are short or mostly letters. */
function looksLikeSerial(word: string): boolean {
  const plain = word.replaceAll('-', '');
  const letters = plain.length - digitsIn(plain);
  return !modelLike.test(word) && plain.length >= 10 && digitsIn(plain) >= 6 && letters >= 1;
}

/** Serial numbers, with or without a word announcing them. */
export function* findSerials(text: string): Generator<Finding> {
  yield* findingsOf(text, afterCue, 'serial');
  yield* findingsOf(text, token, 'serial', (word) => !/^cve-/i.test(word) && looksLikeSerial(word));
}

const secret =
  /\b(?:password|passwort|kennwort|contraseña|passphrase|passcode|pass|pwd|pw|pin|psk|wifi key|wi-fi key|wpa2? key|network key)\s*(?:(?:is|was|ist|war|lautet|es)\b\s*:?|[:=])\s*["'“‘]?(?<data>(?=\S*[\d#!$%&*@_])\S{4,}?)["'”’]?(?=[,.;?]*(?:\s|$))/giu;

/** Passwords that somebody has written out. */
export const findPasswords = (text: string): Generator<Finding> => findingsOf(text, secret, 'password');
