/** The longest address that RFC 5321 allows. */
const LONGEST_ADDRESS = 254;

/** Sources of patterns, for the flags `iu`: the part before the @, and a part of the domain after it. */
export const localPart = String.raw`[\p{L}\p{N}_][\p{L}\p{N}._%+&'’-]{0,63}`;
export const domainLabel = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`;
// The last label may be any word, because companies use their own domains internally.
export const plainAddress = String.raw`${localPart}@(?:${domainLabel}\.){1,8}\p{L}[\p{L}\p{N}-]{0,61}[\p{L}\p{N}]`;

const whole = new RegExp(`^${plainAddress}$`, 'u');

/** Whether something that looks like an address can actually be one. */
export const isUsableAddress = (email: string): boolean =>
  email.length <= LONGEST_ADDRESS && !email.includes('..') && !email.includes('.@');

/** Whether a whole text is an e-mail address. Letters beyond ASCII are fine. */
export const isEmailAddress = (text: string): boolean => whole.test(text) && isUsableAddress(text);
