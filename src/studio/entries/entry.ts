/** The kinds of entries; an entry is what an editor edits at a time. */
export const entryKinds = [
  'answer',
  'phrases',
  'advisory',
  'source',
  'app',
  'device',
  'makers',
  'vulnerabilities',
  'small-talk',
  'opening',
  'language',
  'expected-question',
  'expected-conversation',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Where an entry is: its document, e.g. "answers/enviewer.yaml", and its identifier in it. */
export interface EntryKey {
  document: string;
  kind: EntryKind;
  /** The id, name or code of an answer, an app or a language; the intent of phrases; the field of a single list. */
  id: string;
}

export interface Entry extends EntryKey {
  /** The content of its YAML, as JSON. */
  content: unknown;
}

/** An entry as it should become; without content it is removed. */
export interface EntryChange extends EntryKey {
  content: unknown;
  isRemoved: boolean;
}

/** The key as one text; different keys have different texts. */
export const keyText = ({ document, kind, id }: EntryKey): string => JSON.stringify([document, kind, id]);

export const isSameEntry = (a: EntryKey, b: EntryKey): boolean =>
  a.document === b.document && a.kind === b.kind && a.id === b.id;
