/** What is masked, and the word that replaces it: `[email]`. */
export const personalKinds = ['email', 'phone', 'serial', 'mac', 'ip', 'name', 'password', 'number'] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** Personal data in a text: from `start` up to `end`, in UTF-16 units. */
export interface Finding {
  start: number;
  end: number;
  kind: PersonalKind;
}

/** Yields every match of a pattern with the `g` flag as a finding, or only its group `data` if it has one. */
export function* findingsOf(
  text: string,
  pattern: RegExp,
  kind: PersonalKind,
  isOne: (written: string, at: number) => boolean = () => true,
): Generator<Finding> {
  for (const match of text.matchAll(pattern)) {
    const data = match.groups?.['data'];
    const start = match.index + (data === undefined ? 0 : match[0].lastIndexOf(data));
    const written = data ?? match[0];
    if (isOne(written, start)) yield { start, end: start + written.length, kind };
  }
}

/** How many digits a text has. */
export const digitsIn = (text: string): number => text.replaceAll(/\D/g, '').length;
